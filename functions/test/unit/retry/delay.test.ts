import fc from 'fast-check';
import {
  backoffMs,
  exhaustedDelays,
  fullJitterDelayMs,
  plusMinusTenPercent,
  profiles,
} from '../../../src/platform/retry/index.ts';

const anyRandom = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
const anyProfile = fc.constantFrom(profiles.contention, profiles.network, exhaustedDelays);
const anyAttempt = fc.integer({ min: 1, max: 2_000 });

describe('backoff', () => {
  it('contention waits 10, 20, 40, 80, 160 ms and never more than a second', () => {
    const delaysMs = [1, 2, 3, 4, 5].map(attempt => backoffMs({ attempt, profile: profiles.contention }));
    expect(delaysMs).toEqual([10, 20, 40, 80, 160]);
    expect(backoffMs({ attempt: 7, profile: profiles.contention })).toBe(640);
    expect(backoffMs({ attempt: 8, profile: profiles.contention })).toBe(1_000);
  });

  it('network waits 100, 200, 400 ms', () => {
    const delaysMs = [1, 2, 3].map(attempt => backoffMs({ attempt, profile: profiles.network }));
    expect(delaysMs).toEqual([100, 200, 400]);
  });
});

describe('jitter', () => {
  it('full jitter stays between the minimum and the backoff, for every attempt', () => {
    fc.assert(
      fc.property(anyAttempt, anyProfile, anyRandom, (attempt, profile, random) => {
        const delayMs = fullJitterDelayMs({ attempt, profile, random: () => random });
        expect(delayMs).toBeGreaterThanOrEqual(profile.minDelayMs);
        expect(delayMs).toBeLessThanOrEqual(backoffMs({ attempt, profile }));
      }),
    );
  });

  it('±10 % stays within a tenth of the backoff', () => {
    fc.assert(
      fc.property(anyAttempt, anyProfile, anyRandom, (attempt, profile, random) => {
        const share =
          plusMinusTenPercent({ attempt, profile, random: () => random }) / backoffMs({ attempt, profile });
        expect(share).toBeGreaterThanOrEqual(0.9 - 1e-12);
        expect(share).toBeLessThanOrEqual(1.1 + 1e-12);
      }),
    );
  });

  it('a server over its limit is left alone for at least a second', () => {
    expect(fullJitterDelayMs({ attempt: 1, profile: exhaustedDelays, random: () => 0 })).toBe(1_000);
    expect(fullJitterDelayMs({ attempt: 9, profile: exhaustedDelays, random: () => 1 })).toBe(10_000);
  });
});
