import { spawn } from 'node:child_process';
import path from 'node:path';
import { rootDir } from '../setup/paths.mjs';
import { SetupError } from '../setup/setup-error.mjs';

const script = path.join(rootDir, 'scripts', 'load-catalog.ts');
const dataFile = (name: string) => path.join(rootDir, 'scripts', 'data', name);
const catalog = dataFile('sample-catalog.json');
const taster = dataFile('taster-catalog.json');

/** Loads the sample courses with the operator's own command, into the emulator that `env` names. */
export const loadSampleCatalog = (env: Readonly<Record<string, string>>): Promise<void> =>
  loadCatalogFile({ file: catalog, env });

/** The sample courses and the course that is walked through in three minutes. */
export async function loadSampleCatalogs(env: Readonly<Record<string, string>>): Promise<void> {
  await loadSampleCatalog(env);
  await loadCatalogFile({ file: taster, env });
}

/** The same for courses of another file. */
export async function loadCatalogFile(input: {
  file: string;
  env: Readonly<Record<string, string>>;
}): Promise<void> {
  const { file, env } = input;
  const child = spawn(process.execPath, [script, file, '--apply'], {
    cwd: rootDir,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  const code = await new Promise(resolve => child.once('close', resolve));
  if (code !== 0) throw new SetupError(`The courses could not be loaded: ${output.trim().split('\n')[0]}`);
}
