import { execFile } from 'node:child_process';
import path from 'node:path';
import { z } from 'zod';
import { rootDir } from '../setup/paths.mjs';
import { sabotageNames } from './hosted/sabotages.ts';

interface Ended {
  readonly code: number;
  readonly lines: readonly string[];
}

/** In a process of its own: a simulation owns all time of the process it runs in. */
function simulating(...args: readonly string[]): Promise<Ended> {
  const script = path.join(rootDir, 'tools', 'simulate', 'main.ts');
  const all = [script, '--no-record', '--no-shrink', ...args];
  return new Promise((resolve, reject) => {
    execFile(process.execPath, all, { maxBuffer: 2 ** 28 }, (error, stdout) => {
      const code = error === null ? 0 : error.code;
      if (typeof code === 'number') resolve({ code, lines: stdout.trimEnd().split('\n') });
      else reject(error);
    });
  });
}

const Line = z.object({
  simulate: z.object({
    steps: z.int(),
    lives: z.int(),
    broken: z.object({ seed: z.string(), invariant: z.string(), detail: z.string() }).nullable(),
  }),
});
const lastOf = ({ lines }: Ended) => Line.parse(JSON.parse(lines.at(-1) ?? '')).simulate;

describe('whole student lives under faults', () => {
  it('break no invariant in a hundred thousand steps', async () => {
    const ended = await simulating('--seed', '1', '--seeds', '5', '--steps', '20000');
    const { broken, steps, lives } = lastOf(ended);
    expect(broken).toBeNull();
    expect(ended.code).toBe(0);
    expect(steps).toBeGreaterThanOrEqual(100_000);
    expect(lives).toBeGreaterThan(100);
    // Every sentence was held against something.
    const counts = ended.lines.filter(line => /^ +[\d,]+ {2}\S/.test(line)).map(line => line.trim());
    expect(counts.length).toBeGreaterThan(25);
    expect(counts.filter(line => line.startsWith('0 '))).toEqual([]);
  }, 600_000);

  it('go the same way whenever the seed is the same, and another way with another seed', async () => {
    const historyOf = async (seed: string) => {
      const { lines } = await simulating('--seed', seed, '--steps', '1500', '--history');
      // But for how long it took.
      return lines.filter(line => !/lives/.test(line));
    };
    const [one, again, other] = await Promise.all([historyOf('7'), historyOf('7'), historyOf('8')]);
    expect(one.length).toBeGreaterThan(500);
    expect(again).toEqual(one);
    expect(other).not.toEqual(one);
  }, 600_000);
});

describe('a lane broken on purpose', () => {
  it.each(sabotageNames)(
    'is found out: %s',
    async name => {
      const ended = await simulating('--seed', '2', '--seeds', '3', '--steps', '20000', '--sabotage', name);
      expect(lastOf(ended).broken?.invariant).toEqual(expect.any(String));
      expect(ended.code).toBe(1);
    },
    600_000,
  );
});
