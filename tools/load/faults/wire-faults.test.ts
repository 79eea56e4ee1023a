import type { WireFault } from './proxy-protocol.ts';
import { nameOfFault, wireFaults } from './wire-faults.ts';

const shareOf = (faults: readonly WireFault[]) => faults.reduce((sum, { timing }) => sum + timing.share, 0);
const ofCommits = (faults: readonly WireFault[]) =>
  faults.filter(({ methods }) => methods.includes('Commit'));

test('a quiet wire loses nothing', () => {
  expect(wireFaults({ wire: 'quiet', seed: 1 })).toEqual([]);
});

test('a storm loses more than a rough wire, and never so much that nobody gets through', () => {
  const [rough, storm] = [wireFaults({ wire: 'rough', seed: 1 }), wireFaults({ wire: 'storm', seed: 1 })];
  expect(shareOf(ofCommits(storm))).toBeGreaterThan(shareOf(ofCommits(rough)));
  expect(shareOf(ofCommits(storm))).toBeLessThan(0.2);
});

test('answers are lost with every code that leaves open whether the commit has landed, or never come', () => {
  expect(ofCommits(wireFaults({ wire: 'rough', seed: 1 })).map(nameOfFault)).toEqual(
    expect.arrayContaining([
      'commit: answer lost, UNAVAILABLE',
      'commit: answer lost, ABORTED',
      'commit: answer lost, UNKNOWN',
      'commit: answer lost, DEADLINE_EXCEEDED',
      'commit: never answered',
    ]),
  );
});

test('the same seed hits the same calls, each fault others, another seed others again', () => {
  const seedsOf = (seed: number) => wireFaults({ wire: 'rough', seed }).map(({ timing }) => timing.seed);
  expect(seedsOf(5)).toEqual(seedsOf(5));
  expect(new Set([...seedsOf(5), ...seedsOf(6)]).size).toBe(2 * seedsOf(5).length);
});
