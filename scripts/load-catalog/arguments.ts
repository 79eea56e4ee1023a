import type { LoadMode } from '../../functions/src/catalog/load-report.ts';
import {
  type CommandLine,
  isWrong,
  parse,
  projectUsage,
  type ReadArguments,
  type Target,
  targetOf,
  writing,
  wrong,
} from '../shared/command-line.ts';

export interface LoadArguments extends Target {
  readonly file: string;
  readonly mode: LoadMode;
  readonly format: 'table' | 'json';
}

export const usage = `Makes policies and courses as a data file says.

  node scripts/load-catalog.ts FILE [--apply] [--json] [--project ID]

  FILE           the catalog, such as scripts/data/sample-catalog.json
  --apply        write; without it nothing is written and the changes are only shown
  --json         print the changes as JSON
  ${projectUsage}

With FIRESTORE_EMULATOR_HOST set it loads into the emulator, otherwise into the real project with your
application-default credentials. Courses that the file does not name stay as they are. A policy may be written out or
name one of scripts/data/policies: {"preset": "ohio-teen"}.

Exit code: 0 done, 1 invalid file, refused or failed, 2 wrong usage.`;

export function readArguments(line: CommandLine): ReadArguments<LoadArguments> {
  const parsed = parse({ argv: line.argv, options: writing, allowPositionals: true });
  if (isWrong(parsed)) return parsed;
  const { values, positionals } = parsed;
  if (values.help) return { kind: 'help' };
  const [file, ...others] = positionals;
  if (file === undefined || others.length > 0) return wrong('Name one catalog file.');
  const target = targetOf(values.project, line);
  if (isWrong(target)) return target;
  const [mode, format] = [values.apply ? 'apply' : 'preview', values.json ? 'json' : 'table'] as const;
  return { kind: 'arguments', arguments: { ...target, file, mode, format } };
}
