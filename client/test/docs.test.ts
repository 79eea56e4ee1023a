import { readFileSync } from 'node:fs';
import path from 'node:path';

const rootDir = path.resolve(import.meta.dirname, '../..');
const read = (file: string): string => readFileSync(path.join(rootDir, file), 'utf8');

const example = read('client/examples/paid-enrollment.ts')
  .replace("'../src/index.ts'", "'seatbelt-client'")
  .replace("'../src/live.ts'", "'seatbelt-client/live'");

describe('docs/client.md', () => {
  it('shows the way to a paid enrollment as it is compiled, in thirty lines at most', () => {
    expect(read('docs/client.md')).toContain(example);
    expect(example.trim().split('\n').length).toBeLessThanOrEqual(30);
  });
});
