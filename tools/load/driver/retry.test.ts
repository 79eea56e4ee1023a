import { afterTry, patience } from './retry.ts';
import type { TryResult } from './try-result.ts';

const after = (result: TryResult, more: Partial<Parameters<typeof afterTry>[0]> = {}) =>
  afterTry({ result, tries: 1, elapsedMs: 10, limits: patience, random: () => 0.5, ...more });

const refused = (retryable: boolean): TryResult => ({ kind: 'refused', reason: 'R', retryable });
const noAnswer: TryResult = { kind: 'noAnswer', reason: 'ECONNRESET' };

test('an answer, and a no that trying again cannot change, end an intent', () => {
  expect(after({ kind: 'answered', result: {} })).toEqual({ kind: 'stop' });
  expect(after(refused(false))).toEqual({ kind: 'stop' });
});

test('what the server calls retryable is tried again, at any instance', () => {
  expect(after(refused(true))).toEqual({ kind: 'retry', delayMs: 25, where: 'anywhere' });
});

test('where no answer came another instance is asked', () => {
  expect(after(noAnswer)).toEqual({ kind: 'retry', delayMs: 25, where: 'elsewhere' });
});

test('delays double up to a bound, and chance spreads each of them from nothing on', () => {
  const delaysMs = [1, 2, 3, 20].map(tries => after(noAnswer, { tries, random: () => 1 }));
  expect(delaysMs).toMatchObject([{ delayMs: 50 }, { delayMs: 100 }, { delayMs: 200 }, { delayMs: 2_000 }]);
  expect(after(noAnswer, { tries: 20, random: () => 0 })).toMatchObject({ delayMs: 0 });
});

test('a client gives up when the next try would come after its patience has ended', () => {
  const { giveUpAfterMs } = patience;
  expect(after(noAnswer, { elapsedMs: giveUpAfterMs - 26 })).toMatchObject({ kind: 'retry' });
  expect(after(noAnswer, { elapsedMs: giveUpAfterMs - 25 })).toEqual({ kind: 'stop' });
});
