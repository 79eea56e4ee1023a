import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { MutantResult } from '@stryker-mutator/api/core';
import { saveRun } from '../results/results.ts';
import { rootDir } from '../setup/paths.mjs';
import { reportFailure } from '../setup/setup-error.mjs';
import { help, parseArguments } from './arguments.ts';
import type { Part } from './parts.ts';
import { describe, type PartRun, recordOf } from './report.ts';
import { runStryker } from './run-stryker.ts';
import { type Mutation, scoreOf } from './score.ts';

const MAX_SHOWN = 120;

const oneLine = (text: string): string => {
  const line = text.replaceAll(/\s+/g, ' ');
  return line.length > MAX_SHOWN ? `${line.slice(0, MAX_SHOWN)}…` : line;
};

/** The text between two places of a file; lines and columns count from 1. */
function textAt({ fileName, location }: MutantResult): string {
  const lines = readFileSync(fileName, 'utf8').split('\n');
  const { start, end } = location;
  const found = lines.slice(start.line - 1, end.line);
  const last = found.length - 1;
  return found
    .map((line, index) => (index === last ? line.slice(0, end.column - 1) : line))
    .map((line, index) => (index === 0 ? line.slice(start.column - 1) : line))
    .join('\n');
}

const mutationOf = (mutant: MutantResult): Mutation => ({
  file: path.relative(rootDir, path.resolve(rootDir, mutant.fileName)),
  line: mutant.location.start.line,
  change: `${oneLine(textAt(mutant))} → ${oneLine(mutant.replacement ?? '')}`,
  status: mutant.status,
});

/** One part alone, with its own tests: what other parts' tests would notice besides is not its own doing. */
async function runPart({ part, workers }: { part: Part; workers: number }): Promise<PartRun> {
  const startedAt = new Date();
  console.error(`${part.name}: ${part.summary}`);
  const mutations = (await runStryker({ part, workers })).map(mutationOf);
  const seconds = (Date.now() - startedAt.getTime()) / 1_000;
  return { part, mutations, score: scoreOf(mutations), startedAt, seconds };
}

async function run({
  parts,
  files,
  workers,
}: {
  parts: readonly Part[];
  files: readonly string[];
  workers: number;
}): Promise<number> {
  const results: PartRun[] = [];
  for (const part of parts) {
    const result = await runPart({ part, workers });
    results.push(result);
    const record = recordOf(result);
    // A few files alone are a look, no result of the project.
    if (files.length === 0) saveRun(record);
    console.log(JSON.stringify({ part: part.name, ...record.measures, seconds: Math.round(record.seconds) }));
  }
  console.log(describe(results));
  return results.every(({ part, score }) => score.ofTouched >= part.mustNotice) ? 0 : 1;
}

async function main(args: readonly string[]): Promise<number> {
  const request = parseArguments(args);
  switch (request.kind) {
    case 'help':
      console.log(help);
      return 0;
    case 'invalid':
      console.error(request.message);
      return 2;
    case 'run':
      return run(request);
  }
}

main(process.argv.slice(2)).then(
  code => {
    process.exitCode = code;
  },
  (error: unknown) => {
    reportFailure(error);
    process.exitCode = 1;
  },
);
