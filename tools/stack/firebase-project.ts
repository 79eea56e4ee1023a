import { copyFileSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { rootDir } from '../setup/paths.mjs';
import { type ServedPages, stagePages } from './pages.ts';
import { freePorts, loopback } from './ports.ts';
import { runDirectory } from './run-directory.ts';

export type EmulatorName = 'auth' | 'firestore' | 'functions' | 'hosting';

/** What the functions are given beside the emulators' addresses; secrets are kept apart, as in production. */
export type FunctionValues = {
  parameters: Readonly<Record<string, string>>;
  secrets: Readonly<Record<string, string>>;
};

export type FirebaseProject = { dir: string; configFile: string };

function environmentFile(values: Readonly<Record<string, string>>): string {
  return Object.entries(values)
    .map(([name, value]) => `${name}=${JSON.stringify(value)}\n`)
    .join('');
}

// The emulator reads secrets and parameters from files beside the functions' code. A directory of links gets
// files of its own in each run: two runs with other ports do not overwrite each other, and no secret, not even
// a made-up one, is ever written into the source tree.
function stageFunctions(input: { dir: string; functionsDir: string; values: FunctionValues }): void {
  rmSync(input.dir, { recursive: true, force: true });
  mkdirSync(input.dir, { recursive: true });
  for (const name of ['package.json', 'lib', 'node_modules']) {
    symlinkSync(path.join(input.functionsDir, name), path.join(input.dir, name));
  }
  writeFileSync(path.join(input.dir, '.env.local'), environmentFile(input.values.parameters));
  writeFileSync(path.join(input.dir, '.secret.local'), environmentFile(input.values.secrets));
}

/** The configuration firebase-tools reads for one run; everything in it listens on 127.0.0.1 only. */
async function firebaseConfig(ports: Readonly<Partial<Record<EmulatorName, number>>>): Promise<object> {
  const at = (each: Readonly<Record<string, number>>) =>
    Object.fromEntries(Object.entries(each).map(([name, port]) => [name, { host: loopback, port }]));
  const internal = await freePorts({ eventarc: 0, tasks: 0, hub: 0, logging: 0 });
  return {
    functions: [{ source: 'functions', codebase: 'default', runtime: 'nodejs24' }],
    firestore: { rules: 'firestore.rules' },
    emulators: {
      singleProjectMode: true,
      ...at(ports),
      ...at(internal),
      ui: { enabled: false },
    },
  };
}

/** Writes a project directory for one run of firebase-tools, in this process's run directory. */
export async function writeFirebaseProject(input: {
  name: string;
  ports: Readonly<Partial<Record<EmulatorName, number>>>;
  functions?: FunctionValues & { dir: string };
  pages?: ServedPages | undefined;
}): Promise<FirebaseProject> {
  const dir = path.join(runDirectory(), input.name);
  mkdirSync(dir, { recursive: true });
  if (input.functions !== undefined) {
    const { dir: functionsDir, ...values } = input.functions;
    stageFunctions({ dir: path.join(dir, 'functions'), functionsDir, values });
  }
  const hosting =
    input.pages === undefined
      ? {}
      : { hosting: stagePages({ ...input.pages, dir: path.join(dir, 'pages') }) };
  // A copy: firebase-tools watches the file, and fails when it is saved while the emulator is starting.
  copyFileSync(path.join(rootDir, 'firestore.rules'), path.join(dir, 'firestore.rules'));
  const configFile = path.join(dir, 'firebase.json');
  const config = { ...(await firebaseConfig(input.ports)), ...hosting };
  writeFileSync(configFile, JSON.stringify(config, null, 2));
  return { dir, configFile };
}
