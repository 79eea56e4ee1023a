import { saveRun } from '../results/results.ts';
import { answer, runCommand } from '../setup/run-command.ts';
import { onSignal } from '../stack/on-signal.ts';
import { type Emulators, needsEmulators, startEmulators } from '../test/emulators.ts';
import { help, parseArguments } from './arguments.ts';
import { look, projectsOf, type Surroundings, stopLooking } from './catch.ts';
import { copyProject, type ProjectCopy, problemsOf } from './copy.ts';
import type { Damage } from './damage.ts';
import { damages } from './damages.ts';
import { describe, type Found, isNoticed, recordOf } from './report.ts';

const say = (line: string): void => void process.stderr.write(`${line}\n`);

const noEmulators: Emulators = { env: {}, stop: async () => undefined };

/** What fails without any damage would seem to notice all of them. */
async function requireHealth({
  wanted,
  surroundings,
}: {
  wanted: readonly Damage[];
  surroundings: Surroundings;
}): Promise<void> {
  say('First without any damage …');
  const notice = await look({ catchers: wanted.flatMap(({ catchers }) => catchers), surroundings });
  if (notice.kind === 'broken') throw new Error(`Without any damage: ${notice.problem}.`);
  if (notice.by.length > 0)
    throw new Error(`These fail without any damage, and so prove nothing:\n  ${notice.by.join('\n  ')}`);
  say(`All ${notice.looked} pass. Now with one damage at a time.`);
}

async function runAll({
  wanted,
  copy,
  env,
}: {
  wanted: readonly Damage[];
  copy: ProjectCopy;
  env: NodeJS.ProcessEnv;
}): Promise<readonly Found[]> {
  const surroundings = { directory: copy.directory, env };
  await requireHealth({ wanted, surroundings });
  const found: Found[] = [];
  for (const damage of wanted) {
    say(`${found.length + 1} of ${wanted.length}: ${damage.name} …`);
    const undo = copy.damage(damage);
    const notice = await look({ catchers: damage.catchers, surroundings });
    undo();
    found.push({ damage, notice });
    console.log(describe({ damage, notice }));
  }
  return found;
}

async function run({ wanted, isWhole }: { wanted: readonly Damage[]; isWhole: boolean }): Promise<number> {
  const problems = problemsOf(wanted);
  if (problems.length > 0) throw new Error(problems.join('\n'));
  const startedAt = new Date();
  const projects = projectsOf(wanted.flatMap(({ catchers }) => catchers));
  const emulators = needsEmulators(projects) ? await startEmulators(projects) : noEmulators;
  const copy = copyProject();
  const stop = async () => {
    stopLooking();
    copy.remove();
    await emulators.stop();
  };
  onSignal(stop);
  try {
    const found = await runAll({ wanted, copy, env: emulators.env });
    const record = recordOf({ found, startedAt, seconds: (Date.now() - startedAt.getTime()) / 1_000 });
    // A few alone are a look, no result of the project.
    if (isWhole) saveRun(record);
    console.log(JSON.stringify({ ...record.measures, seconds: Math.round(record.seconds) }));
    return found.every(isNoticed) ? 0 : 1;
  } finally {
    await stop();
  }
}

function list(): number {
  for (const { name, harm } of damages) console.log(`${name.padEnd(34)} ${harm}`);
  return 0;
}

const main = (args: readonly string[]) =>
  answer({
    request: parseArguments({ args, damages }),
    help,
    run: request =>
      request.kind === 'list' ? list() : run({ wanted: request.damages, isWhole: request.isWhole }),
  });

runCommand({ main, atTheEnd: 'drain' });
