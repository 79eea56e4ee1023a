import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { closeSync, existsSync, openSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
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
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === lockfileHash(dir)) return true;
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

function run({ command, args, cwd, logFile }) {
  const log = openSync(logFile, 'a');
  const shell = process.platform === 'win32';
  return new Promise(resolve => {
    const child = spawn(command, args, { cwd, env: hostEnvironment(), stdio: ['ignore', log, log], shell });
    child.on('error', error => resolve(error.message));
    child.on('exit', (code, signal) =>
      resolve(code === 0 ? null : `${command} ended with ${signal ?? `code ${code}`}`),
    );
  }).finally(() => closeSync(log));
}

// Packages' install scripts stay off: nothing of theirs is needed, npm is about to refuse them by default, and
// one compiles C++ for minutes where its download is blocked. NODE_ENV=production would leave out the
// development packages, which are all of ours.
function runNpmCi({ dir, logFile }) {
  const args = ['ci', '--include=dev', '--ignore-scripts', '--no-audit', '--no-fund'];
  return run({ command: 'npm', args, cwd: dir, logFile });
}

/** The line of npm's output that says what went wrong, or null when there is none. */
export function lastNpmError(output) {
  const lines = output.split('\n').map(line => line.trim());
  const errors = lines.filter(line => /^npm (error|ERR!) /.test(line) && !/complete log|debug-\d/.test(line));
  return (
    errors.find(line => !/^npm (error|ERR!) (code|errno|syscall|path) /.test(line)) ?? errors.at(-1) ?? null
  );
}

function failed({ what, failure, logFile }) {
  const reason = lastNpmError(readFileSync(logFile, 'utf8')) ?? failure;
  return new SetupError(`${what} could not be installed: ${reason} (all of it: ${logFile})`);
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
  for (const old of [stampFile, logFile]) rmSync(old, { force: true });
  const startedMs = Date.now();
  const failure = await runNpmCi({ dir, logFile });
  if (failure !== null) throw failed({ what: `Packages of ${shown}`, failure, logFile });
  writeFileSync(stampFile, lockfileHash(dir));
  say(`Installed in ${Math.round((Date.now() - startedMs) / 1000)} s.`);
}

// `npm ci` links the commands of packages before the file of this one is there.
function linkProjectNode() {
  const link = path.join(rootDir, 'node_modules', '.bin', 'node');
  if (process.platform === 'win32' || existsSync(link)) return;
  rmSync(link, { force: true });
  symlinkSync(path.relative(path.dirname(link), projectNode), link);
}

/**
 * Brings the Node that the functions run on in production. It comes as a package whose install script fetches
 * the binary for this machine; that one script is run here.
 */
export async function installProjectNode({ say }) {
  if (!existsSync(projectNode)) {
    say('Installing Node 24 beside the project …');
    const logFile = path.join(stateDir, 'install-node.log');
    rmSync(logFile, { force: true });
    const cwd = path.join(rootDir, 'node_modules', 'node');
    const failure = await run({ command: 'node', args: ['installArchSpecificPackage'], cwd, logFile });
    if (!existsSync(projectNode)) throw failed({ what: 'Node 24', failure: failure ?? 'no file', logFile });
  }
  linkProjectNode();
}
