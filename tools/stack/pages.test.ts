import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { localPageConfig } from './page-config.ts';
import { stagePages, withLocalConnections } from './pages.ts';

const dir = mkdtempSync(path.join(os.tmpdir(), 'seatbelt-pages-'));
const config = localPageConfig({
  authHost: '127.0.0.1:1',
  firestoreHost: '127.0.0.1:2',
  functionsOrigin: 'http://127.0.0.1:3',
  stripeUrl: 'http://127.0.0.1:4',
});

beforeAll(() => {
  writeFileSync(path.join(dir, 'index.html'), 'the page');
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

test('on this machine pages may call this machine besides, and nothing else is allowed more', () => {
  expect(withLocalConnections("default-src 'none'; connect-src 'self'; img-src 'self'")).toBe(
    "default-src 'none'; connect-src http://127.0.0.1:* ws://127.0.0.1:* http://localhost:* 'self'; img-src 'self'",
  );
});

test('a run serves a copy with its own addresses; the build stays as it is', () => {
  const hosting = stagePages({ builtDir: dir, dir: `${dir}-run`, config });
  try {
    expect(JSON.parse(readFileSync(path.join(`${dir}-run`, 'config.json'), 'utf8'))).toEqual(config);
    expect(readFileSync(path.join(`${dir}-run`, 'index.html'), 'utf8')).toBe('the page');
    expect(hosting).toMatchObject({ public: path.basename(`${dir}-run`) });
    expect(hosting).not.toHaveProperty('predeploy');
  } finally {
    rmSync(`${dir}-run`, { recursive: true, force: true });
  }
});

test('deployed pages load no inline script, are framed by nobody and never take a missing file for the page', () => {
  const file = readFileSync(path.join(import.meta.dirname, '..', '..', 'firebase.json'), 'utf8');
  const { hosting } = JSON.parse(file);
  expect(file).not.toContain('unsafe-');
  expect(file).toContain("frame-ancestors 'none'");
  expect(hosting.rewrites.at(-1)).toEqual({ source: '!/assets/**', destination: '/page.html' });
});
