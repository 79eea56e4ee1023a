import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { chromium } from 'playwright-core';
import { withLock } from './lock.mjs';
import { rootDir, stateDir } from './paths.mjs';
import { SetupError } from './setup-error.mjs';

const overrideName = 'CHROMIUM_PATH';
const commands = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const applications = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];
const installTimeoutMs = 600_000;

/** Without a sandbox, since a container has none to give; and without the calls home that a new profile makes. */
export const chromiumFlags: readonly string[] = [
  '--no-sandbox',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

function onPath(env: NodeJS.ProcessEnv): string[] {
  const dirs = (env['PATH'] ?? '').split(path.delimiter);
  return commands.flatMap(command => dirs.map(dir => path.join(dir, command)));
}

/**
 * The path of a Chromium or Chrome: CHROMIUM_PATH, else one on PATH, else an installed application, else Playwright's
 * own; undefined when there is none. Throws SetupError when CHROMIUM_PATH points at nothing.
 */
export function findChromium(env: NodeJS.ProcessEnv = process.env): string | undefined {
  const override = env[overrideName];
  if (override !== undefined && !existsSync(override))
    throw new SetupError(`${overrideName} points at ${override}, which does not exist: correct or unset it.`);
  const candidates = [...onPath(env), ...applications, chromium.executablePath()];
  return override ?? candidates.find(candidate => existsSync(candidate));
}

export type Installer = { name: string; steps: readonly { command: string; args: readonly string[] }[] };

const playwright = path.join(rootDir, 'node_modules', 'playwright-core', 'cli.js');

const debianInstaller: Installer = {
  name: 'Debian’s Chromium',
  steps: [
    { command: 'apt-get', args: ['update'] },
    { command: 'apt-get', args: ['install', '--yes', '--no-install-recommends', 'chromium'] },
  ],
};

/**
 * How Chromium gets onto a machine: Debian's own where we may install it. Ubuntu's package of that name is only a
 * pointer to a snap, which does not run in a container, so there and everywhere else it is Playwright's.
 */
export function installerFor(machine: { osRelease: string; isRoot: boolean }): Installer {
  const isDebian = /^ID=debian$/m.test(machine.osRelease);
  if (machine.isRoot && isDebian) return debianInstaller;
  const isUbuntu = /^ID=ubuntu$/m.test(machine.osRelease);
  // The libraries it needs are packages of the system: only root can add them.
  const withLibraries = machine.isRoot && isUbuntu ? ['--with-deps'] : [];
  const args = [playwright, 'install', 'chromium', ...withLibraries];
  return { name: 'Playwright’s Chromium', steps: [{ command: process.execPath, args }] };
}

function thisMachine() {
  const file = '/etc/os-release';
  const osRelease = existsSync(file) ? readFileSync(file, 'utf8') : '';
  return { osRelease, isRoot: process.getuid?.() === 0 };
}

/** What went wrong, or undefined. */
function install(installer: Installer): string | undefined {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const options = { encoding: 'utf8', env, timeout: installTimeoutMs } as const;
  for (const { command, args } of installer.steps) {
    const { status, stderr, error } = spawnSync(command, args, options);
    if (status !== 0) return error?.message ?? (stderr.trim().split('\n').at(-1) || `${command} failed`);
  }
  return undefined;
}

function installAndFind({ say }: { say: (line: string) => void }): string {
  const installer = installerFor(thisMachine());
  say(`Installing ${installer.name}: there is no browser here yet (one or two minutes) …`);
  const failure = install(installer);
  const found = findChromium();
  if (found !== undefined) return found;
  throw new SetupError(
    `There is no Chromium here, and ${installer.name} could not be installed (${failure ?? 'it is not on PATH'}): ` +
      `install Chromium or Chrome and put it on PATH, or set ${overrideName} to its file.`,
  );
}

/**
 * The path of a Chromium, installed first where the machine has none. Only what needs a browser asks for it. Throws
 * SetupError with one line when there is none and none can be installed.
 */
export async function ensureChromium({ say }: { say: (line: string) => void }): Promise<string> {
  const found = findChromium();
  if (found !== undefined) return found;
  const lockDir = path.join(stateDir, 'chromium.lock');
  const onWait = (ownerPid: number) => say(`Another command (process ${ownerPid}) is installing; waiting …`);
  return withLock({ lockDir, onWait }, async () => findChromium() ?? installAndFind({ say }));
}
