import fc from 'fast-check';
import { mostSecondsIn } from '../../../src/catalog/policy-problems.ts';
import { type ChallengeRules, PolicyRules } from '../../../src/catalog/policy-rules.ts';
import { PolicyVersion } from '../../../src/catalog/schema.ts';
import { verificationBank } from '../../../src/catalog/verification-bank.ts';
import { DAY_SECONDS, someTerms } from '../../fixtures/course.ts';
import { somePolicy, someRules } from '../../fixtures/policy.ts';

const pathsOf = (error: { issues: { path: PropertyKey[] }[] } | undefined): string[] =>
  error?.issues.map(issue => issue.path.join('.')) ?? [];

/** Where the rules are refused after these changes. */
const refusedAt = (changes: object): string[] =>
  pathsOf(PolicyRules.safeParse({ ...someRules(), ...changes }).error);

const bank = [...verificationBank.keys()].slice(0, 5);

const someChallenges = (changes: object = {}): ChallengeRules => ({
  everySeconds: 1_800,
  jitterSeconds: 300,
  windowSeconds: 60,
  bank,
  answersToRegister: 3,
  onFailure: { strategy: 'consecutive', wrongInARow: 3 },
  lockSeconds: 3_600,
  ...changes,
});

const challengesRefusedAt = (changes: object): string[] =>
  refusedAt({ challenges: someChallenges(changes) }).map(path => path.replace('challenges.', ''));

const [finalExam] = someRules().exams;
const withExam = (changes: object, others: object = {}): string[] =>
  refusedAt({ exams: [{ ...finalExam, ...changes }], ...others });

describe('a session’s times', () => {
  it.each([
    [{ heartbeatSeconds: 119 }, []],
    [{ heartbeatSeconds: 120 }, ['maximumGapSeconds']],
    [{ staleSeconds: 121 }, []],
    [{ staleSeconds: 120 }, ['staleSeconds']],
    [{ idleSeconds: 60 }, []],
    [{ idleSeconds: 59 }, ['idleSeconds']],
    [{ idleSeconds: null }, []],
    [
      { heartbeatSeconds: 600, maximumGapSeconds: 600, staleSeconds: 600, idleSeconds: 599 },
      ['maximumGapSeconds', 'staleSeconds', 'idleSeconds'],
    ],
    [{ heartbeatSeconds: 4 }, ['heartbeatSeconds']],
    [{ dailyLimit: { mode: 'calendarDay', seconds: DAY_SECONDS } }, []],
    [{ dailyLimit: { mode: 'calendarDay', seconds: DAY_SECONDS + 1 } }, ['dailyLimit.seconds']],
    [{ dailyLimit: { mode: 'rolling24h', seconds: DAY_SECONDS + 1 } }, ['dailyLimit.seconds']],
    [{ dailyLimit: { mode: 'rolling24h' } }, ['dailyLimit.seconds']],
    [{ dailyLimit: { mode: 'none', seconds: 60 } }, ['dailyLimit']],
    [{ dailyLimit: { mode: 'weekly', seconds: 60 } }, ['dailyLimit.mode']],
  ])('%j is refused at %j', (changes, paths) => {
    expect(refusedAt(changes)).toEqual(paths);
  });
});

describe('breaks', () => {
  it.each([
    [7_200, 600, []],
    [7_200, null, ['breakSeconds']],
    [null, 600, ['breakEverySeconds']],
    [null, null, []],
    [600, 600, []],
    [600, 601, ['breakSeconds']],
    [14_400, 600, []],
    [14_401, 600, ['breakEverySeconds']],
  ])(
    'every %p s for %p s, in a course of 14,400 s: refused at %j',
    (breakEverySeconds, breakSeconds, paths) => {
      expect(refusedAt({ breakEverySeconds, breakSeconds })).toEqual(paths);
    },
  );
});

describe('identity checks', () => {
  it.each([
    [{}, []],
    [{ jitterSeconds: 1_739 }, []],
    [{ jitterSeconds: 1_740 }, ['windowSeconds']],
    [{ jitterSeconds: 1_800 }, ['jitterSeconds']],
    [{ windowSeconds: 1_499 }, []],
    [{ windowSeconds: 1_500 }, ['windowSeconds']],
    [{ everySeconds: 14_700 }, []],
    [{ everySeconds: 14_701 }, ['everySeconds']],
    [{ answersToRegister: 5 }, []],
    [{ answersToRegister: 6 }, ['answersToRegister']],
    [{ bank: [...bank, bank[1]] }, ['bank.5']],
    [{ bank: [...bank, 'mothers-maiden-name'] }, ['bank.5']],
    [{ bank: [], answersToRegister: 1 }, ['bank', 'answersToRegister']],
    [{ lockSeconds: null }, []],
    [{ lockSeconds: 0 }, ['lockSeconds']],
    [{ colour: 'red' }, ['']],
  ])('%j are refused at %j', (changes, paths) => {
    expect(challengesRefusedAt(changes).map(path => path.replace('challenges', ''))).toEqual(paths);
  });

  it.each([
    [{ strategy: 'ratio', maximumWrongPercent: 99, minimumAsked: 9 }, null, []],
    [
      { strategy: 'ratio', maximumWrongPercent: 100, minimumAsked: 9 },
      null,
      ['onFailure.maximumWrongPercent'],
    ],
    [{ strategy: 'ratio', maximumWrongPercent: 30, minimumAsked: 10 }, null, ['onFailure.minimumAsked']],
    [{ strategy: 'returnToLastVerified', silencesToFail: 2, wrongToFail: 2 }, null, []],
    [
      { strategy: 'returnToLastVerified', silencesToFail: 3, wrongToFail: 2 },
      null,
      ['onFailure.silencesToFail'],
    ],
    [{ strategy: 'returnToLastVerified', silencesToFail: 2, wrongToFail: 3 }, 60, ['lockSeconds']],
    [{ strategy: 'courseFail' }, null, []],
    [{ strategy: 'courseFail' }, 60, ['lockSeconds']],
    [{ strategy: 'courseFail', wrongInARow: 2 }, null, ['onFailure']],
    [{ strategy: 'shrug' }, null, ['onFailure.strategy']],
  ])('after failures %j with a lock of %p s: refused at %j', (onFailure, lockSeconds, paths) => {
    expect(challengesRefusedAt({ onFailure, lockSeconds })).toEqual(paths);
  });
});

describe('exams and certificate', () => {
  it.each([
    [{}, []],
    [{ timeLimitSeconds: 30 }, []],
    [{ timeLimitSeconds: 29 }, ['exams.0.graceSeconds']],
    [{ timeLimitSeconds: null }, []],
    [{ questions: 100 }, []],
    [{ questions: 101 }, ['exams.0.questions']],
    [{ passPercent: 101 }, ['exams.0.passPercent']],
    [{ attempts: 0 }, ['exams.0.attempts']],
  ])('an exam with %j is refused at %j', (changes, paths) => {
    expect(withExam(changes)).toEqual(paths);
  });

  it('an exam is there once', () => {
    expect(refusedAt({ exams: [finalExam, finalExam] })).toEqual(['exams.1.quizId']);
  });

  it('all attempts fit into the time in which a certificate is issued, and into what is kept', () => {
    const certificate = (withinSeconds: number) => ({ certificate: { withinSeconds, serialPrefix: 'SB' } });
    const twoDays = { attempts: 3, delaySeconds: DAY_SECONDS };
    expect(withExam(twoDays, certificate(2 * DAY_SECONDS + 1))).toEqual([]);
    expect(withExam(twoDays, certificate(2 * DAY_SECONDS))).toEqual(['exams.0.delaySeconds']);
    expect(refusedAt({ retentionYears: 1, ...certificate(365 * DAY_SECONDS) })).toEqual([]);
    expect(refusedAt({ retentionYears: 1, ...certificate(365 * DAY_SECONDS + 1) })).toEqual([
      'certificate.withinSeconds',
    ]);
  });
});

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
