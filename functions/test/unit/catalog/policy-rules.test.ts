import { type ChallengeRules, PolicyRules } from '../../../src/catalog/policy-rules.ts';
import { verificationBank } from '../../../src/catalog/verification-bank.ts';
import { DAY_SECONDS } from '../../fixtures/course.ts';
import { someRules } from '../../fixtures/policy.ts';

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
      expect(refusedAt({ dailyLimit: { mode: 'none' }, breakEverySeconds, breakSeconds })).toEqual(paths);
    },
  );

  it.each(['calendarDay', 'rolling24h'])('come within the %s', mode => {
    const every = (breakEverySeconds: number) =>
      refusedAt({ dailyLimit: { mode, seconds: 7_200 }, breakEverySeconds, breakSeconds: 600 });
    expect(every(7_200)).toEqual([]);
    expect(every(7_201)).toEqual(['breakEverySeconds']);
  });
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
