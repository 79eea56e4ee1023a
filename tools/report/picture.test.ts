import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { findChromium, takePicture } from './picture.ts';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(path.join(tmpdir(), 'picture-'));
});
afterEach(() => {
  rmSync(directory, { recursive: true });
});

function command(name: string, script: string): string {
  const file = path.join(directory, name);
  writeFileSync(file, `#!/bin/sh\n${script}\n`);
  chmodSync(file, 0o755);
  return file;
}

test('a machine without Chromium has none', () => {
  writeFileSync(path.join(directory, 'chromium'), 'not executable');
  expect(findChromium(directory)).toBeUndefined();
  expect(findChromium('')).toBeUndefined();
});

test('a Chromium under another of its names is found', () => {
  const file = command('google-chrome', '');
  expect(findChromium(['/nowhere', directory].join(path.delimiter))).toBe(file);
});

test('the browser is given the page and where the picture goes', () => {
  const told = path.join(directory, 'told');
  const chromium = command('chromium', `printf '%s\\n' "$@" > "${told}"`);
  takePicture({ chromium, page: path.join(directory, 'a page.html'), picture: '/somewhere/page.png' });
  const args = readFileSync(told, 'utf8').split('\n');
  expect(args).toContain('--screenshot=/somewhere/page.png');
  expect(args.some(arg => arg.startsWith('file://') && arg.endsWith('/a%20page.html'))).toBe(true);
});

test('a browser that fails is an error', () => {
  const chromium = command('chromium', 'exit 3');
  expect(() => takePicture({ chromium, page: '/a.html', picture: '/a.png' })).toThrow();
});
