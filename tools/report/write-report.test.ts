import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { aRun } from './fixtures/run.ts';
import { writeReport } from './write-report.ts';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(path.join(tmpdir(), 'report-'));
});
afterEach(() => {
  rmSync(directory, { recursive: true });
});

const keep = (name: string, text: string) => writeFileSync(path.join(directory, name), text);
const write = () => writeReport({ fromDir: directory, outFile: path.join(directory, 'deep', 'page.html') });

test('the runs of a directory become a page, its directories made on the way', () => {
  keep('fuzz.json', JSON.stringify(aRun({ name: 'fuzz', kind: 'hostile', summary: 'Everything hostile.' })));
  expect(write().runs).toHaveLength(1);
  const page = readFileSync(path.join(directory, 'deep', 'page.html'), 'utf8');
  expect(page).toContain('Everything hostile.');
  expect(page).toContain('What an operation costs');
  expect(page).toContain('prefers-color-scheme: dark');
});

test('an empty directory makes a page that claims nothing', () => {
  mkdirSync(path.join(directory, 'none'));
  const outFile = path.join(directory, 'page.html');
  expect(writeReport({ fromDir: path.join(directory, 'none'), outFile }).runs).toEqual([]);
});

test('a directory that is not there is an error that names it', () => {
  const fromDir = path.join(directory, 'nowhere');
  expect(() => writeReport({ fromDir, outFile: path.join(directory, 'page.html') })).toThrow(fromDir);
});

test('a page that cannot be written is an error that names its file', () => {
  expect(() => writeReport({ fromDir: directory, outFile: directory })).toThrow(directory);
});

test.each([
  ['broken.json', '{'],
  ['strange.json', '{"name":"strange"}'],
])('%s is no run, and is named', (name, text) => {
  keep(name, text);
  expect(write).toThrow(name);
});
