import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { forgetProcess, reapWithParent } from '../stack/reaper-client.ts';
import type { ProjectName } from '../test/arguments.ts';
import type { Catcher } from './damage.ts';
import { type JestOutcome, readJestReport } from './jest-report.ts';

/** A damaged lane may wait for ever. */
const AT_MOST_MS = 1_800_000;

export interface Surroundings {
  /** The copy. */
  readonly directory: string;
  /** With the emulators' addresses, where one of the catchers needs them. */
  readonly env: NodeJS.ProcessEnv;
}

/** Who noticed, by name; or why that cannot be said. */
export type Notice =
  | { readonly kind: 'noticed'; readonly by: readonly string[]; readonly looked: number }
  | { readonly kind: 'broken'; readonly problem: string };

type TestCatcher = Extract<Catcher, { kind: 'tests' }>;
type CommandCatcher = Extract<Catcher, { kind: 'command' }>;

export const projectsOf = (catchers: readonly Catcher[]): readonly ProjectName[] => [
  ...new Set(catchers.flatMap(catcher => (catcher.kind === 'tests' ? [catcher.project] : []))),
];

/** Has all of them look at the copy as it is now. */
export async function look({
  catchers,
  surroundings,
}: {
  catchers: readonly Catcher[];
  surroundings: Surroundings;
}): Promise<Notice> {
  const tests = catchers.filter(catcher => catcher.kind === 'tests');
  const commands = catchers.filter(catcher => catcher.kind === 'command');
  const notices: Notice[] = [];
  if (tests.length > 0) notices.push(await lookByTests({ tests, surroundings }));
  for (const command of commands) notices.push(await lookByCommand({ command, surroundings }));
  const broken = notices.find(notice => notice.kind === 'broken');
  if (broken !== undefined) return broken;
  const seen = notices.filter(notice => notice.kind === 'noticed');
  return {
    kind: 'noticed',
    by: seen.flatMap(({ by }) => by),
    looked: seen.reduce((sum, { looked }) => sum + looked, 0),
  };
}

async function lookByTests(input: {
  tests: readonly TestCatcher[];
  surroundings: Surroundings;
}): Promise<Notice> {
  const { tests, surroundings } = input;
  const outputFile = path.join(surroundings.directory, 'jest-report.json');
  rmSync(outputFile, { force: true });
  const paths = tests.flatMap(catcher => catcher.paths);
  await run({
    script: 'node_modules/jest/bin/jest.js',
    args: [
      ...['-c', 'jest.config.mjs', '--silent', '--forceExit'],
      ...['--json', `--outputFile=${outputFile}`, '--selectProjects', ...projectsOf(tests)],
      ...['--testPathPatterns', ...new Set(paths)],
    ],
    surroundings,
  });
  if (!existsSync(outputFile)) return { kind: 'broken', problem: 'the tests came to no end' };
  return noticeOf(readJestReport(readFileSync(outputFile, 'utf8')));
}

function noticeOf({ passed, failed, unloadable }: JestOutcome): Notice {
  const [first] = unloadable;
  if (first !== undefined) return { kind: 'broken', problem: `it does not even load: ${first}` };
  const looked = passed + failed.length;
  if (looked === 0) return { kind: 'broken', problem: 'no test ran' };
  return { kind: 'noticed', by: failed, looked };
}

async function lookByCommand(input: {
  command: CommandCatcher;
  surroundings: Surroundings;
}): Promise<Notice> {
  const { name, script, args } = input.command;
  const { code, output } = await run({ script, args, surroundings: input.surroundings });
  if (code === 0) return { kind: 'noticed', by: [], looked: 1 };
  // Whoever found something ends with a line of JSON; whoever only crashed does not.
  const last = output.trim().split('\n').at(-1) ?? '';
  if (code === 1 && last.startsWith('{')) return { kind: 'noticed', by: [name], looked: 1 };
  return { kind: 'broken', problem: `${name} ended with ${code}` };
}

let running: ChildProcess | undefined;

/** Ends what looks at the copy right now. */
export function stopLooking(): void {
  running?.kill('SIGKILL');
}

/** What a process came to; without a code if it had to be ended. */
interface Ended {
  readonly code: number | undefined;
  /** On stdout. */
  readonly output: string;
}

async function run(input: {
  script: string;
  args: readonly string[];
  surroundings: Surroundings;
}): Promise<Ended> {
  const { directory, env } = input.surroundings;
  const child = spawn(process.execPath, [path.join(directory, input.script), ...input.args], {
    cwd: directory,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  running = child;
  const { pid } = child;
  if (pid !== undefined) reapWithParent(pid);
  const timer = setTimeout(() => child.kill('SIGKILL'), AT_MOST_MS);
  try {
    const ended: Promise<(number | null)[]> = once(child, 'exit');
    const [[code], output] = await Promise.all([ended, text(child.stdout)]);
    return { code: code ?? undefined, output };
  } finally {
    clearTimeout(timer);
    if (pid !== undefined) forgetProcess(pid);
  }
}
