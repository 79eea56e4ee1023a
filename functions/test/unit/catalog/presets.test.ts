import { numbersOf } from '../../../src/catalog/parameters.ts';
import { PolicyVersion } from '../../../src/catalog/schema.ts';
import { DAY_SECONDS } from '../../fixtures/course.ts';
import { presetFiles, presetNames } from './sample.ts';

const HOUR = 3_600;

const preset = (name: string): PolicyVersion => PolicyVersion.parse(JSON.parse(presetFiles.get(name) ?? ''));

const certaintyOf = ({ name, parameter }: { name: string; parameter: string }): string | undefined =>
  preset(name).sources.find(source => source.parameter === parameter)?.certainty;

describe('the presets', () => {
  it('are five, each named like its policy', () => {
    expect([...presetNames].sort()).toEqual([
      'california-violator-school',
      'generic',
      'illinois-adult',
      'ohio-teen',
      'texas-driving-safety',
    ]);
    expect(presetNames.map(name => preset(name).policyId)).toEqual(presetNames);
  });

  it.each(presetNames)('%s says of every number where it comes from and how sure that is', name => {
    const { sources, ...policy } = preset(name);
    const explained = new Set(sources.map(source => source.parameter));
    expect(numbersOf(policy).filter(parameter => !explained.has(parameter))).toEqual([]);
  });

  it.each([
    ['ohio-teen', 24 * HOUR, { mode: 'calendarDay', seconds: 4 * HOUR }, 180 * DAY_SECONDS],
    ['texas-driving-safety', 6 * HOUR, { mode: 'none' }, undefined],
    ['illinois-adult', 360 * 60, { mode: 'none' }, 30 * DAY_SECONDS],
    ['california-violator-school', 14_167, { mode: 'none' }, undefined],
    ['generic', 4 * HOUR, { mode: 'none' }, 365 * DAY_SECONDS],
  ])('%s: %i s in all, a day %j, within %p s', (name, requiredSeconds, dailyLimit, within) => {
    const { rules, terms } = preset(name);
    expect(rules).toMatchObject({ requiredSeconds, dailyLimit, retentionYears: 3 });
    expect(terms.completeWithin?.seconds).toBe(within);
  });

  it.each([
    ['ohio-teen', 75, 3, DAY_SECONDS, 'restart'],
    ['texas-driving-safety', 70, 3, 0, 'fail'],
    ['california-violator-school', 70, 2, 0, 'fail'],
    ['generic', 80, 3, 0, 'staff'],
  ])(
    '%s: %i %% to pass, %i attempts, %i s between them, then %s',
    (name, passPercent, attempts, delay, then) => {
      expect(preset(name).rules.exams).toMatchObject([
        { quizId: 'final-exam', passPercent, attempts, delaySeconds: delay, onExhausted: then },
      ]);
    },
  );

  it.each([
    ['ohio-teen', 120, { strategy: 'consecutive', wrongInARow: 2 }, DAY_SECONDS],
    ['texas-driving-safety', 90, { strategy: 'ratio', maximumWrongPercent: 30, minimumAsked: 10 }, null],
    ['illinois-adult', 60, { strategy: 'returnToLastVerified', silencesToFail: 2, wrongToFail: 3 }, null],
    ['california-violator-school', 60, { strategy: 'consecutive', wrongInARow: 3 }, HOUR],
    ['generic', 60, { strategy: 'consecutive', wrongInARow: 3 }, HOUR],
  ])('%s: %i s to answer, %j, locked for %p s', (name, windowSeconds, onFailure, lockSeconds) => {
    expect(preset(name).rules.challenges).toMatchObject({ windowSeconds, onFailure, lockSeconds });
  });

  it('Ohio checks at least every two hours, and asks for ten minutes of break every two', () => {
    const { challenges, breakEverySeconds, breakSeconds } = preset('ohio-teen').rules;
    expect((challenges?.everySeconds ?? 0) + (challenges?.jitterSeconds ?? 0)).toBe(2 * HOUR);
    expect([breakEverySeconds, breakSeconds]).toEqual([2 * HOUR, 600]);
  });

  it('Texas checks ten times at least and about ten, however the chance falls', () => {
    const { challenges, requiredSeconds } = preset('texas-driving-safety').rules;
    const { everySeconds = 0, jitterSeconds = 0 } = challenges ?? {};
    expect(Math.floor(requiredSeconds / (everySeconds + jitterSeconds))).toBe(10);
    expect(Math.floor(requiredSeconds / (everySeconds - jitterSeconds))).toBe(11);
  });

  it('Illinois checks twice in every hour, however the chance falls', () => {
    const { everySeconds = 0, jitterSeconds = 0 } = preset('illinois-adult').rules.challenges ?? {};
    expect(2 * (everySeconds + jitterSeconds)).toBeLessThanOrEqual(HOUR);
  });

  it('California asks for the time that 42,500 words take', () => {
    const { wordsPerMinute, requiredSeconds } = preset('california-violator-school').rules;
    expect(requiredSeconds).toBe(Math.ceil((42_500 * 60) / (wordsPerMinute ?? 1)));
  });

  it.each([
    ['ohio-teen', 'requiredSeconds', 'statute'],
    ['ohio-teen', 'dailyLimit.seconds', 'vendors'],
    ['ohio-teen', 'idleSeconds', 'assumed'],
    ['ohio-teen', 'challenges.everySeconds', 'assumed'],
    ['ohio-teen', 'challenges.lockSeconds', 'vendors'],
    ['ohio-teen', 'exams.0.delaySeconds', 'assumed'],
    ['ohio-teen', 'breakSeconds', 'vendors'],
    ['texas-driving-safety', 'retentionYears', 'assumed'],
    ['california-violator-school', 'requiredSeconds', 'assumed'],
    ['generic', 'requiredSeconds', 'ours'],
  ])('%s: %s is of certainty %s', (name, parameter, certainty) => {
    expect(certaintyOf({ name, parameter })).toBe(certainty);
  });
});
