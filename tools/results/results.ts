import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { stateDir } from '../setup/paths.mjs';
import { thisCommit, thisMachine } from './machine.ts';
import { RunRecord, type RunReport } from './run-record.ts';

export const resultsDir = path.join(stateDir, 'results');

/** Keeps a run for the report. A later run of the same name takes its place: the report shows the last ones. */
export function saveRun(report: RunReport): string {
  const record = RunRecord.parse({ ...report, commit: thisCommit(), machine: thisMachine() });
  mkdirSync(resultsDir, { recursive: true });
  const file = path.join(resultsDir, `${record.name}.json`);
  // Whole or not at all: a report may be read while a run ends.
  writeFileSync(`${file}.${process.pid}`, `${JSON.stringify(record)}\n`);
  renameSync(`${file}.${process.pid}`, file);
  return file;
}

/** All runs kept, by name. A file that is no record is an error that names it. */
export function readRuns(directory = resultsDir): RunRecord[] {
  const files = readdirSync(directory, { withFileTypes: true }).filter(
    entry => entry.isFile() && entry.name.endsWith('.json'),
  );
  return files
    .map(({ name }) => name)
    .sort()
    .map(name => {
      const parsed = RunRecord.safeParse(jsonOf(path.join(directory, name)));
      if (!parsed.success) throw new Error(`${name} is no run: ${z.prettifyError(parsed.error)}`);
      return parsed.data;
    });
}

/** @throws SyntaxError that names the file: the parser alone tells only where in it */
function jsonOf(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new SyntaxError(`${path.basename(file)} is no run: ${error.message}`);
  }
}
