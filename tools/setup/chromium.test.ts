import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { findChromium, findHeadlessShell, installerFor, shellInstallerFor } from './chromium.ts';

const dir = mkdtempSync(path.join(os.tmpdir(), 'seatbelt-chromium-'));
const own = path.join(dir, 'own-browser');
const onPath = path.join(dir, 'chromium');
const shell = path.join(dir, 'chromium-headless-shell');
for (const file of [own, onPath, shell]) writeFileSync(file, '');

afterAll(() => rmSync(dir, { recursive: true, force: true }));

test('the browser that CHROMIUM_PATH names wins over one on PATH', () => {
  expect(findChromium({ PATH: dir, CHROMIUM_PATH: own })).toBe(own);
  expect(findChromium({ PATH: dir })).toBe(onPath);
});

test('a CHROMIUM_PATH that points at nothing is told in one line, and no other browser is taken instead', () => {
  expect(() => findChromium({ PATH: dir, CHROMIUM_PATH: '/nowhere' })).toThrow(
    /^CHROMIUM_PATH points at \/nowhere.*$/,
  );
});

test('a page is measured in a headless shell where there is one, unless CHROMIUM_PATH names another browser', () => {
  expect(findHeadlessShell({ PATH: dir })).toBe(shell);
  expect(findHeadlessShell({ PATH: dir, CHROMIUM_PATH: own })).toBe(own);
  expect(findHeadlessShell({ PATH: '' })).toBeUndefined();
});

test('a headless shell is installed where Debian has one for us, and nowhere else', () => {
  const steps = shellInstallerFor({ osRelease: 'ID=debian', isRoot: true })?.steps;
  expect(steps?.at(-1)?.args).toContain('chromium-headless-shell');
  expect(shellInstallerFor({ osRelease: 'ID=debian', isRoot: false })).toBeUndefined();
  expect(shellInstallerFor({ osRelease: 'ID=ubuntu', isRoot: true })).toBeUndefined();
});

const commandsOf = (machine: { osRelease: string; isRoot: boolean }) =>
  installerFor(machine).steps.map(({ command, args }) => [path.basename(command), args.at(-1)].join(' '));

test('Debian’s own is installed where we may; Playwright’s everywhere else', () => {
  const debian = 'NAME="Debian"\nID=debian\n';
  expect(commandsOf({ osRelease: debian, isRoot: true })).toEqual(['apt-get update', 'apt-get chromium']);
  expect(commandsOf({ osRelease: debian, isRoot: false })).toEqual(['node chromium']);
  expect(commandsOf({ osRelease: 'ID=fedora', isRoot: true })).toEqual(['node chromium']);
});

test('Ubuntu’s package is only a pointer to a snap, so Playwright’s comes with the libraries it needs', () => {
  expect(commandsOf({ osRelease: 'ID=ubuntu\nID_LIKE=debian', isRoot: true })).toEqual(['node --with-deps']);
});
