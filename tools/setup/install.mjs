import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { projectNode, rootDir, stateDir } from './paths.mjs';
import { SetupError } from './setup-error.mjs';

function readJson(file) {
  return JSON.parse(readFileSync(file, 'utf8'));
}

function lockfileHash(dir) {
  const hash = createHash('sha256');
  for (const name of ['package.json', 'package-lock.json']) hash.update(readFileSync(path.join(dir, name)));
  // Native packages differ by platform: a directory shared between two machines must not look installed.
  return hash.update(`${process.platform}-${process.arch}`).digest('hex');
}

/**
 * Whether what npm says it installed (its own record in node_modules) is what the lockfile asks for. Spares
 * the wait to whoever has run `npm ci` by hand.
 */
export function matchesLockfile({ installed, lockfile }) {
  const wanted = Object.entries(lockfile.packages).filter(([name]) => name !== '');
  const missing = wanted.some(([name, entry]) => !entry.optional && installed.packages[name] === undefined);
  const differing = Object.entries(installed.packages).some(
    ([name, entry]) => lockfile.packages[name]?.version !== entry.version,
  );
  return !missing && !differing;
}

function isInstalled({ dir, stampFile }) {
  // npm writes this record last: without it the install was cut off half-way.
  const record = path.join(dir, 'node_modules', '.package-lock.json');
  if (!existsSync(record)) return false;
  if (existsSync(stampFile)) return readFileSync(stampFile, 'utf8') === lockfileHash(dir);
  return matchesLockfile({
    installed: readJson(record),
    lockfile: readJson(path.join(dir, 'package-lock.json')),
  });
}

// `npm run` puts node_modules/.bin first on PATH, with the project's Node in it. `npm ci` deletes that
// directory while it runs, so it must not run on that Node.
function hostEnvironment() {
  const entries = (process.env.PATH ?? '').split(path.delimiter);
  const outside = entries.filter(entry => !entry.endsWith(path.join('node_modules', '.bin')));
  return { ...process.env, PATH: outside.join(path.delimiter) };
}

function runNpmCi({ dir, logFile }) {
  const log = openSync(logFile, 'w');
  // NODE_ENV=production would leave out the development packages, which are all of ours.
  const args = ['ci', '--include=dev', '--no-audit', '--no-fund'];
  return new Promise(resolve => {
    const shell = process.platform === 'win32';
    const child = spawn('npm', args, {
      cwd: dir,
      env: hostEnvironment(),
      stdio: ['ignore', log, log],
      shell,
    });
    child.on('error', error => resolve(error.message));
    child.on('exit', (code, signal) =>
      resolve(code === 0 ? null : `npm ended with ${signal ?? `code ${code}`}`),
    );
  });
}

/** The line of npm's output that says what went wrong, or null when there is none. */
export function lastNpmError(output) {
  const lines = output.split('\n').map(line => line.trim());
  const errors = lines.filter(line => /^npm (error|ERR!) /.test(line) && !/complete log|debug-\d/.test(line));
  return (
    errors.find(line => !/^npm (error|ERR!) (code|errno|syscall|path) /.test(line)) ?? errors.at(-1) ?? null
  );
}

/**
 * Installs one package directory from its lockfile, unless that has been done since the lockfile changed.
 * Throws SetupError with the reason npm gave and the file that holds the rest.
 */
export async function installPackages({ dir, name, say }) {
  const stampFile = path.join(stateDir, `installed-${name}`);
  if (isInstalled({ dir, stampFile })) return;

  const shown = path.relative(rootDir, dir) || 'the project';
  say(`Installing packages of ${shown} (first run: about a minute) …`);
  const logFile = path.join(stateDir, `install-${name}.log`);
  mkdirSync(stateDir, { recursive: true });
  rmSync(stampFile, { force: true });
  const startedMs = Date.now();
  const failure = await runNpmCi({ dir, logFile });
  if (failure !== null) {
    const reason = lastNpmError(readFileSync(logFile, 'utf8')) ?? failure;
    throw new SetupError(`Packages of ${shown} could not be installed: ${reason} (all of it: ${logFile})`);
  }
  writeFileSync(stampFile, lockfileHash(dir));
  say(`Installed in ${Math.round((Date.now() - startedMs) / 1000)} s.`);
}

/** npm can be told to skip the script that brings Node 24; then nothing of ours would run. */
export function requireProjectNode() {
  if (existsSync(projectNode)) return;
  throw new SetupError(
    'npm did not bring Node 24: is `ignore-scripts` set? Run `npm config set ignore-scripts false`, delete ' +
      'node_modules and try again.',
  );
}
