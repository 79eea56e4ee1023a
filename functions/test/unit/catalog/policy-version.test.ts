import fc from 'fast-check';
import { mostSecondsIn } from '../../../src/catalog/policy-problems.ts';
import { PolicyVersion } from '../../../src/catalog/schema.ts';
import { DAY_SECONDS, someTerms } from '../../fixtures/course.ts';
import { somePolicy, someRules } from '../../fixtures/policy.ts';

const pathsOf = (error: { issues: { path: PropertyKey[] }[] } | undefined): string[] =>
  error?.issues.map(issue => issue.path.join('.')) ?? [];

const [finalExam] = someRules().exams;

describe('a policy version', () => {
  const versionRefusedAt = (input: { rules?: object; seconds?: number; sources?: object[] }): string[] => {
    const { rules = {}, seconds = 180 * DAY_SECONDS, sources = [] } = input;
    const terms = someTerms({ completeWithin: { from: 'start', seconds } });
    return pathsOf(
      PolicyVersion.safeParse({ ...somePolicy({ terms }), rules: { ...someRules(), ...rules }, sources })
        .error,
    );
  };

  it.each([
    // Six days of four hours each.
    [6 * DAY_SECONDS, []],
    [6 * DAY_SECONDS - DAY_SECONDS + 14_399, ['rules.requiredSeconds']],
    [6 * DAY_SECONDS - DAY_SECONDS + 14_400, []],
  ])('24 hours, four a day, within %i s: refused at %j', (seconds, paths) => {
    expect(versionRefusedAt({ rules: { requiredSeconds: 86_400 }, seconds })).toEqual(paths);
  });

  it('counts breaks as time that is not studied', () => {
    const rules = { dailyLimit: { mode: 'none' }, breakEverySeconds: 3_600, breakSeconds: 3_600 };
    expect(versionRefusedAt({ rules, seconds: 25_200 })).toEqual([]);
    expect(versionRefusedAt({ rules, seconds: 25_199 })).toEqual(['rules.requiredSeconds']);
  });

  it('keeps its records at least as long as a course may take', () => {
    const rules = { retentionYears: 1 };
    expect(versionRefusedAt({ rules, seconds: 365 * DAY_SECONDS })).toEqual([]);
    expect(versionRefusedAt({ rules, seconds: 365 * DAY_SECONDS + 1 })).toEqual(['rules.retentionYears']);
  });

  it('leaves time for every attempt', () => {
    const rules = { exams: [{ ...finalExam, attempts: 3, delaySeconds: DAY_SECONDS }] };
    expect(versionRefusedAt({ rules, seconds: 2 * DAY_SECONDS + 1 })).toEqual([]);
    expect(versionRefusedAt({ rules, seconds: 2 * DAY_SECONDS })).toEqual(['rules.exams.0.delaySeconds']);
  });

  it.each([
    ['requiredSeconds', []],
    ['dailyLimit.mode', []],
    ['exams.0.attempts', []],
    ['challenges', []],
    ['completeWithin', []],
    ['completeWithin.seconds', []],
    ['exams.1.attempts', ['sources.0.parameter']],
    ['rules.requiredSeconds', ['sources.0.parameter']],
    ['mood', ['sources.0.parameter']],
  ])('may say where %s comes from: refused at %j', (parameter, paths) => {
    const source = { parameter, certainty: 'statute', source: 'OAC 4501-7' };
    expect(versionRefusedAt({ sources: [source] })).toEqual(paths);
    if (paths.length === 0)
      expect(versionRefusedAt({ sources: [source, source] })).toEqual(['sources.1.parameter']);
  });

  it('never lets a longer time credit less, nor more than the time itself or the daily limit', () => {
    const limits = fc.record({
      limit: fc.option(fc.integer({ min: 1, max: DAY_SECONDS })),
      every: fc.option(fc.integer({ min: 60, max: DAY_SECONDS })),
      seconds: fc.integer({ min: 0, max: 30 * DAY_SECONDS }),
      more: fc.integer({ min: 0, max: DAY_SECONDS }),
    });
    fc.assert(
      fc.property(limits, ({ limit, every, seconds, more }) => {
        const rules = someRules({
          dailyLimit: limit === null ? { mode: 'none' } : { mode: 'rolling24h', seconds: limit },
          breakEverySeconds: every,
          breakSeconds: every === null ? null : 60,
        });
        const most = mostSecondsIn({ rules, seconds });
        expect(most).toBeLessThanOrEqual(seconds);
        expect(most).toBeLessThanOrEqual((limit ?? DAY_SECONDS) * Math.ceil(seconds / DAY_SECONDS));
        expect(mostSecondsIn({ rules, seconds: seconds + more })).toBeGreaterThanOrEqual(most);
      }),
    );
  });
});
