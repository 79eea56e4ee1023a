import { answer, runCommand } from '../setup/run-command.ts';
import { reportFailure } from '../setup/setup-error.mjs';
import { help, type ProjectName, parseArguments, projectNames, type TestRequest } from './arguments.ts';
import { startBrowserStack } from './browser-stack.ts';
import { type Emulators, needsEmulators, startEmulators } from './emulators.ts';
import { runJest, type Selection } from './jest.ts';
import { runTool, timed } from './run-step.ts';
import { type Step, summarize } from './summary.ts';

type Check = { name: string; script: string; args: readonly string[] };

// Biome colours its output also when it goes to a file.
const colors = process.stdout.isTTY ? 'force' : 'off';

const checks: readonly Check[] = [
  { name: 'lint', script: '@biomejs/biome/bin/biome', args: ['ci', '--colors', colors, '.'] },
  { name: 'typecheck', script: 'typescript/bin/tsc', args: ['-p', 'tsconfig.json'] },
  { name: 'typecheck client', script: 'typescript/bin/tsc', args: ['-p', 'client/tsconfig.json'] },
  { name: 'typecheck client tests', script: 'typescript/bin/tsc', args: ['-p', 'client/test/tsconfig.json'] },
  { name: 'typecheck web', script: 'typescript/bin/tsc', args: ['-p', 'web/tsconfig.json'] },
  { name: 'typecheck web tests', script: 'typescript/bin/tsc', args: ['-p', 'web/test/tsconfig.json'] },
];

async function runCheck(check: Check): Promise<Step> {
  return { kind: 'check', name: check.name, ok: await timed(check.name, () => runTool(check)) };
}

async function runTests(input: {
  name: string;
  selection: Selection;
  env: NodeJS.ProcessEnv;
}): Promise<Step> {
  let step: Step | undefined;
  await timed(input.name, async () => {
    step = await runJest(input);
    return step.ok;
  });
  return step ?? { kind: 'tests', name: input.name, ok: false, report: undefined };
}

/** The emulators start while the first steps run, and stop when the last has ended. */
async function withEmulators(
  projects: readonly ProjectName[],
  work: (env: () => Promise<NodeJS.ProcessEnv>) => Promise<Step[]>,
): Promise<Step[]> {
  if (!needsEmulators(projects)) return work(async () => ({}));
  const starting = startEmulators(projects);
  // A failure is seen where the environment is awaited; here it must not end the process before that.
  starting.catch(() => undefined);
  try {
    return await work(async () => (await starting).env);
  } finally {
    const emulators = await starting.catch(() => undefined);
    await emulators?.stop();
  }
}

/** Tests in a browser, with the stack they need. It starts when all others have ended: the machine is small. */
async function runInBrowser(selection: Omit<Selection, 'projects'>): Promise<Step> {
  let stack: Emulators | undefined;
  try {
    stack = await startBrowserStack();
    const projects = ['browser'] as const;
    return await runTests({ name: 'browser', selection: { ...selection, projects }, env: stack.env });
  } catch (error) {
    // What the other tests found is told all the same.
    reportFailure(error);
    return { kind: 'tests', name: 'browser', ok: false, report: undefined };
  } finally {
    await stack?.stop();
  }
}

/** All that needs no browser, which would double the ten minutes it may take; continuous integration runs both. */
async function runEverything(): Promise<Step[]> {
  const whole = { paths: [], testName: undefined, mayBeEmpty: true, hidesLogs: true };
  return withEmulators(projectNames, async env => {
    const steps: Step[] = [];
    for (const check of checks) steps.push(await runCheck(check));
    steps.push(await runTests({ name: 'unit', selection: { ...whole, projects: ['unit'] }, env: {} }));
    const projects = projectNames.filter(name => name !== 'unit' && name !== 'browser');
    const selection = { ...whole, projects };
    steps.push(await runTests({ name: projects.join(', '), selection, env: await env() }));
    return steps;
  });
}

async function runPart(part: Extract<TestRequest, { kind: 'part' }>): Promise<Step[]> {
  const steps: Step[] = [];
  const projects = part.projects.filter(name => name !== 'browser');
  const selection = { ...part, mayBeEmpty: false, hidesLogs: false };
  if (projects.length > 0) {
    const name = projects.join(', ');
    const run = async (env: () => Promise<NodeJS.ProcessEnv>) => [
      await runTests({ name, selection: { ...selection, projects }, env: await env() }),
    ];
    steps.push(...(await withEmulators(projects, run)));
  }
  if (part.projects.includes('browser')) steps.push(await runInBrowser(selection));
  return steps;
}

function report(steps: readonly Step[]): number {
  const { passed, failed } = summarize(steps);
  const broken = steps.filter(step => !step.ok).map(step => step.name);
  if (broken.length > 0) console.log(`\nFailed: ${broken.join('; ')}`);
  console.log(`\n${passed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}

const main = (args: readonly string[]) =>
  answer({
    request: parseArguments(args),
    help,
    run: async request =>
      report(request.kind === 'everything' ? await runEverything() : await runPart(request)),
  });

runCommand({ main, atTheEnd: 'drain' });
