import type { ChallengeRules, ExamRules, PolicyRules } from './policy-rules.ts';
import { type Problem, problemAt, problemsUnder, repeated } from './problem.ts';

export const DAY_SECONDS = 86_400;
const YEAR_SECONDS = 365 * DAY_SECONDS;

/** Where rules contradict each other: a course could not be run by them, or a rule among them would never apply. */
export function rulesProblems(rules: PolicyRules): readonly Problem[] {
  return [
    ...timingProblems(rules),
    ...breakProblems(rules),
    ...problemsUnder(['challenges'], challengeProblems(rules)),
    ...repeated(rules.exams.map(exam => exam.quizId)).map(index =>
      problemAt(['exams', index, 'quizId'], 'is there twice'),
    ),
    ...rules.exams.flatMap((exam, index) => problemsUnder(['exams', index], examProblems(exam))),
    ...certificateProblems(rules),
  ];
}

/** Where something is wrong, or nothing. */
const when = (isWrong: boolean, path: Problem['path'], message: string): readonly Problem[] =>
  isWrong ? [problemAt(path, message)] : [];

/** The seconds of the policy that may be credited in one day; null: no limit but the day's own. */
export const dailySecondsOf = ({ dailyLimit }: Pick<PolicyRules, 'dailyLimit'>): number | null =>
  dailyLimit.mode === 'none' ? null : dailyLimit.seconds;

function timingProblems(rules: PolicyRules): readonly Problem[] {
  const { heartbeatSeconds, maximumGapSeconds, staleSeconds, idleSeconds } = rules;
  return [
    ...when(
      (dailySecondsOf(rules) ?? 0) > DAY_SECONDS,
      ['dailyLimit', 'seconds'],
      `is more than a day has (${DAY_SECONDS})`,
    ),
    ...when(
      maximumGapSeconds <= heartbeatSeconds,
      ['maximumGapSeconds'],
      'must be more than heartbeatSeconds: every late heartbeat would lose time',
    ),
    ...when(
      staleSeconds <= maximumGapSeconds,
      ['staleSeconds'],
      'must be more than maximumGapSeconds: a session would be over while time is still credited',
    ),
    ...when(
      idleSeconds !== null && idleSeconds < heartbeatSeconds,
      ['idleSeconds'],
      'must not be less than heartbeatSeconds: nobody could show a sign of life in time',
    ),
  ];
}

function breakProblems(rules: PolicyRules): readonly Problem[] {
  const { breakEverySeconds, breakSeconds } = rules;
  if (breakEverySeconds === null || breakSeconds === null)
    return [
      ...when(breakSeconds !== null, ['breakEverySeconds'], 'is missing: breakSeconds needs it'),
      ...when(breakEverySeconds !== null, ['breakSeconds'], 'is missing: breakEverySeconds needs it'),
    ];
  return [
    ...when(breakSeconds > breakEverySeconds, ['breakSeconds'], 'is more than breakEverySeconds'),
    ...when(
      rules.requiredSeconds > 0 && breakEverySeconds > rules.requiredSeconds,
      ['breakEverySeconds'],
      'is more than requiredSeconds: no break would ever come',
    ),
    ...when(
      breakEverySeconds > (dailySecondsOf(rules) ?? Number.POSITIVE_INFINITY),
      ['breakEverySeconds'],
      'is more than the daily limit: no break would ever come',
    ),
  ];
}

function challengeProblems({ challenges, requiredSeconds }: PolicyRules): readonly Problem[] {
  if (challenges === null) return [];
  const { everySeconds, jitterSeconds, windowSeconds, bank, answersToRegister } = challenges;
  const shortest = everySeconds - jitterSeconds;
  return [
    ...when(shortest <= 0, ['jitterSeconds'], 'must be less than everySeconds'),
    ...when(
      shortest > 0 && windowSeconds >= shortest,
      ['windowSeconds'],
      'must be less than everySeconds − jitterSeconds: the next check would come before the answer is due',
    ),
    ...when(
      requiredSeconds > 0 && shortest > requiredSeconds,
      ['everySeconds'],
      'is more than requiredSeconds: no check would ever come',
    ),
    ...when(answersToRegister > bank.length, ['answersToRegister'], 'is more than the bank holds'),
    ...repeated(bank).map(index => problemAt(['bank', index], 'is there twice')),
    ...strategyProblems({ challenges, mostChecks: mostChecksIn({ requiredSeconds, shortest }) }),
  ];
}

/** However the chance falls; null: no bound is known. */
function mostChecksIn({ requiredSeconds, shortest }: { requiredSeconds: number; shortest: number }) {
  return requiredSeconds > 0 && shortest > 0 ? Math.floor(requiredSeconds / shortest) : null;
}

function strategyProblems({
  challenges,
  mostChecks,
}: {
  challenges: ChallengeRules;
  mostChecks: number | null;
}): readonly Problem[] {
  const { onFailure, lockSeconds } = challenges;
  switch (onFailure.strategy) {
    case 'consecutive':
      return [];
    case 'ratio':
      return [
        ...when(
          onFailure.maximumWrongPercent === 100,
          ['onFailure', 'maximumWrongPercent'],
          'must be less than 100: no share is larger',
        ),
        ...when(
          mostChecks !== null && onFailure.minimumAsked > mostChecks,
          ['onFailure', 'minimumAsked'],
          'is more checks than come within requiredSeconds: the ratio would never count',
        ),
      ];
    case 'returnToLastVerified':
      return [
        ...when(
          onFailure.silencesToFail > onFailure.wrongToFail,
          ['onFailure', 'silencesToFail'],
          'is more than wrongToFail: silence is a wrong answer, so it would never count',
        ),
        ...failsForGood(lockSeconds),
      ];
    case 'courseFail':
      return failsForGood(lockSeconds);
  }
}

const failsForGood = (lockSeconds: number | null): readonly Problem[] =>
  when(lockSeconds !== null, ['lockSeconds'], 'must be null: a failed course does not open again by itself');

function examProblems({ timeLimitSeconds, graceSeconds }: ExamRules): readonly Problem[] {
  return when(
    timeLimitSeconds !== null && graceSeconds > timeLimitSeconds,
    ['graceSeconds'],
    'is more than timeLimitSeconds',
  );
}

/** The wait between the first attempt and the last, if each is failed. */
export const delaysOf = ({ attempts, delaySeconds }: ExamRules): number => (attempts - 1) * delaySeconds;

function certificateProblems({ certificate, exams, retentionYears }: PolicyRules): readonly Problem[] {
  const { withinSeconds } = certificate;
  if (withinSeconds === null) return [];
  return [
    ...when(
      withinSeconds > retentionYears * YEAR_SECONDS,
      ['certificate', 'withinSeconds'],
      'is more than retentionYears: what it certifies would be gone',
    ),
    ...exams.flatMap((exam, index) =>
      when(
        delaysOf(exam) >= withinSeconds,
        ['exams', index, 'delaySeconds'],
        'with all attempts takes longer than certificate.withinSeconds',
      ),
    ),
  ];
}
