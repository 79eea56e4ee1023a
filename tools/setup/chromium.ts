import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { chromium } from 'playwright-core';
import { withLock } from './lock.mjs';
import { rootDir, stateDir } from './paths.mjs';
import { SetupError } from './setup-error.mjs';

const overrideName = 'CHROMIUM_PATH';
const commands = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const shellCommands = ['chromium-headless-shell', 'chrome-headless-shell', 'headless_shell'];
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

function onPath({ env, names }: { env: NodeJS.ProcessEnv; names: readonly string[] }): string[] {
  const dirs = (env['PATH'] ?? '').split(path.delimiter);
  return names.flatMap(name => dirs.map(dir => path.join(dir, name)));
}

function overriddenPath(env: NodeJS.ProcessEnv): string | undefined {
  const override = env[overrideName];
  if (override !== undefined && !existsSync(override))
    throw new SetupError(`${overrideName} points at ${override}, which does not exist: correct or unset it.`);
  return override;
}

/**
 * The path of a Chromium or Chrome: CHROMIUM_PATH, else one on PATH, else an installed application, else Playwright's
 * own; undefined when there is none. Throws SetupError when CHROMIUM_PATH points at nothing.
 */
export function findChromium(env: NodeJS.ProcessEnv = process.env): string | undefined {
  const candidates = [...onPath({ env, names: commands }), ...applications, chromium.executablePath()];
  return overriddenPath(env) ?? candidates.find(candidate => existsSync(candidate));
}

/**
 * The path of a Chromium without a user interface: what CHROMIUM_PATH names, else a headless shell on PATH; undefined
 * when there is none.
 */
export function findHeadlessShell(env: NodeJS.ProcessEnv = process.env): string | undefined {
  const shells = onPath({ env, names: shellCommands });
  return overriddenPath(env) ?? shells.find(candidate => existsSync(candidate));
}

export type Installer = { name: string; steps: readonly { command: string; args: readonly string[] }[] };

const playwright = path.join(rootDir, 'node_modules', 'playwright-core', 'cli.js');

const debianInstaller = ({ name, packages }: { name: string; packages: readonly string[] }): Installer => ({
  name,
  steps: [
    { command: 'apt-get', args: ['update'] },
    { command: 'apt-get', args: ['install', '--yes', '--no-install-recommends', ...packages] },
  ],
});

type Machine = { osRelease: string; isRoot: boolean };

const isOurDebian = ({ osRelease, isRoot }: Machine): boolean => isRoot && /^ID=debian$/m.test(osRelease);

/**
 * How Chromium gets onto a machine: Debian's own where we may install it. Ubuntu's package of that name is only a
 * pointer to a snap, which does not run in a container, so there and everywhere else it is Playwright's.
 */
export function installerFor(machine: Machine): Installer {
  if (isOurDebian(machine)) return debianInstaller({ name: 'Debian’s Chromium', packages: ['chromium'] });
  const isUbuntu = /^ID=ubuntu$/m.test(machine.osRelease);
  // The libraries it needs are packages of the system: only root can add them.
  const withLibraries = machine.isRoot && isUbuntu ? ['--with-deps'] : [];
  const args = [playwright, 'install', 'chromium', ...withLibraries];
  return { name: 'Playwright’s Chromium', steps: [{ command: process.execPath, args }] };
}

/** How a headless shell gets there; undefined where nobody offers one under a name that can be found again. */
export function shellInstallerFor(machine: Machine): Installer | undefined {
  if (!isOurDebian(machine)) return undefined;
  return debianInstaller({
    name: 'Debian’s headless shell of Chromium',
    packages: ['chromium-headless-shell'],
  });
}

function thisMachine(): Machine {
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
  return alone({ say, work: () => findChromium() ?? installAndFind({ say }) });
}

/**
 * What a page's speed is measured in: a headless shell, installed first where that can be done. A whole Chromium draws its
 * own windows also where nobody sees them, in the same two cores as the page: that cost the page up to ten points of a
 * hundred. Where no shell can be had it is a whole one all the same, and that is said.
 */
export async function ensureHeadlessShell({ say }: { say: (line: string) => void }): Promise<string> {
  const found = findHeadlessShell() ?? (await alone({ say, work: () => installShell({ say }) }));
  if (found !== undefined) return found;
  say(
    'There is no headless shell of Chromium here: a whole one is measured in, and takes time from the page.',
  );
  return ensureChromium({ say });
}

function installShell({ say }: { say: (line: string) => void }): string | undefined {
  const installer = shellInstallerFor(thisMachine());
  if (installer === undefined) return findHeadlessShell();
  say(`Installing ${installer.name} (a minute) …`);
  const failure = install(installer);
  if (failure !== undefined) say(`It could not be installed: ${failure}`);
  return findHeadlessShell();
}

/** While no other command installs. */
function alone<T>({ say, work }: { say: (line: string) => void; work: () => T }): Promise<T> {
  const lockDir = path.join(stateDir, 'chromium.lock');
  const onWait = (ownerPid: number) => say(`Another command (process ${ownerPid}) is installing; waiting …`);
  return withLock({ lockDir, onWait }, async () => work());
}
