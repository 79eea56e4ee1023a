import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { launcherJar } from './launcher-jar.ts';
import { rootDir, stateDir } from './paths.mjs';
import { SetupError } from './setup-error.mjs';

const componentJar = path.join('platform', 'cloud-firestore-emulator', 'cloud-firestore-emulator.jar');
const overrideName = 'FIRESTORE_EMULATOR_BINARY_PATH';

function cacheDir(env: NodeJS.ProcessEnv): string {
  return env['FIREBASE_EMULATORS_PATH'] ?? path.join(os.homedir(), '.cache', 'firebase', 'emulators');
}

/** The newest of the emulator's jars in firebase-tools' cache, by version number, or undefined. */
export function newestCachedJar(fileNames: readonly string[]): string | undefined {
  return fileNames
    .filter(name => /^cloud-firestore-emulator-v[\d.]+\.jar$/.test(name))
    .sort((a, b) => a.localeCompare(b, 'en', { numeric: true }))
    .at(-1);
}

function findInCache(env: NodeJS.ProcessEnv): string | undefined {
  const dir = cacheDir(env);
  const newest = existsSync(dir) ? newestCachedJar(readdirSync(dir)) : undefined;
  return newest === undefined ? undefined : path.join(dir, newest);
}

function findOnPath({ name, env }: { name: string; env: NodeJS.ProcessEnv }): string | undefined {
  const candidates = (env['PATH'] ?? '').split(path.delimiter).map(dir => path.join(dir, name));
  return candidates.find(candidate => existsSync(candidate));
}

function gcloudRootByCommand(): string | undefined {
  const args = ['info', '--format=value(installation.sdk_root)'];
  const { stdout } = spawnSync('gcloud', args, { encoding: 'utf8', timeout: 30_000 });
  return stdout?.trim() || undefined;
}

function findInGcloud(env: NodeJS.ProcessEnv): string | undefined {
  const gcloud = findOnPath({ name: 'gcloud', env });
  if (gcloud === undefined) return undefined;
  const besideCommand = path.resolve(realpathSync(gcloud), '../..', componentJar);
  if (existsSync(besideCommand)) return besideCommand;
  // Some packages put a wrapper script on PATH; then only gcloud itself knows where it lives.
  const root = gcloudRootByCommand();
  const jar = root === undefined ? undefined : path.join(root, componentJar);
  return jar !== undefined && existsSync(jar) ? jar : undefined;
}

function download(env: NodeJS.ProcessEnv): string {
  process.stderr.write('Downloading the Firestore emulator (about 60 MB) …\n');
  const firebase = path.join(rootDir, 'node_modules', 'firebase-tools', 'lib', 'bin', 'firebase.js');
  mkdirSync(stateDir, { recursive: true });
  spawnSync(process.execPath, [firebase, 'setup:emulators:firestore'], { cwd: stateDir, env });
  const jar = findInCache(env);
  if (jar !== undefined) return jar;
  throw new SetupError(
    'The Firestore emulator is not here and could not be downloaded: connect to the internet once, or install ' +
      `Google Cloud CLI's component cloud-firestore-emulator, or set ${overrideName} to its jar.`,
  );
}

// Written aside and renamed, so that another command starting at this moment never reads half a file.
function writeLauncher(emulatorJarPath: string): string {
  const launcher = path.join(stateDir, 'firestore-emulator-launcher.jar');
  const content = launcherJar(emulatorJarPath);
  if (existsSync(launcher) && readFileSync(launcher).equals(content)) return launcher;
  mkdirSync(stateDir, { recursive: true });
  const aside = `${launcher}.${process.pid}`;
  writeFileSync(aside, content);
  renameSync(aside, launcher);
  return launcher;
}

/**
 * The path of a jar that `java -jar` starts as the Firestore emulator: FIRESTORE_EMULATOR_BINARY_PATH, else
 * firebase-tools' cache, else Google Cloud CLI's component (through a launcher jar), else a download.
 * Throws SetupError with one line when there is none.
 */
export function findFirestoreEmulator(env: NodeJS.ProcessEnv = process.env): string {
  const override = env[overrideName];
  if (override !== undefined && !existsSync(override)) {
    throw new SetupError(`${overrideName} points at ${override}, which does not exist: correct or unset it.`);
  }
  const found = override ?? findInCache(env) ?? findInGcloud(env) ?? download(env);
  return path.basename(found) === path.basename(componentJar) ? writeLauncher(found) : found;
}
