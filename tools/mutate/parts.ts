/** A part of the rules, and the folders of unit tests that hold it. */
export interface Part {
  readonly name: string;
  readonly summary: string;
  /** Under `functions/src`. */
  readonly rules: readonly string[];
  /** Under `functions/test/unit`. */
  readonly tests: readonly string[];
  /** Of a hundred damages that a test walks through, so many must be noticed. */
  readonly mustNotice: number;
}

const under = (room: string, ...names: string[]): string[] => names.map(name => `${room}/${name}.ts`);

/** Under which a part's last run is kept for the report. */
export const recordNameOf = (part: string): string => `mutation-${part}`;

/** Where a wrong sign costs a student money, hours, or an attempt. What only wires things together is not here. */
export const parts: readonly Part[] = [
  {
    name: 'money',
    summary: 'payments, refunds, disputes, suspense, tuition, seats',
    rules: [
      ...under('payments', 'claim', 'event-record', 'interpret-event', 'ledger-facts', 'money-fact'),
      ...under('payments', 'payment-reservation', 'payment-state', 'refundable', 'suspense'),
      ...under('payments', 'update-enrollment-after-payment'),
      ...under('enrollments', 'adjustment', 'balance', 'cancellation', 'enrollment', 'expiry'),
      ...under('enrollments', 'promotion', 'registration', 'seat-gate', 'tuition'),
    ],
    tests: ['payments', 'enrollments'],
    mustNotice: 90,
  },
  {
    name: 'units',
    summary: 'hours of driving: granted, held, consumed, limited, in calendars',
    rules: [
      ...under('units', 'authorization', 'balance', 'calendar', 'ending', 'entry', 'periods', 'reservation'),
    ],
    tests: ['units'],
    mustNotice: 90,
  },
  {
    name: 'time',
    summary: 'credited seconds, daily limits, heartbeats, sessions, legal days',
    rules: [
      ...under('compliance', 'closing', 'course-access', 'credit', 'daily-limit', 'ending-plan'),
      ...under('compliance', 'heartbeat-plan', 'identity-checks', 'lesson-entry', 'open-session'),
      ...under('compliance', 'session', 'session-events', 'session-start', 'study-days'),
      ...under('platform', 'day-key', 'years'),
    ],
    tests: ['compliance', 'platform/day-key', 'platform/years', 'evidence'],
    mustNotice: 90,
  },
  {
    name: 'quizzes',
    summary: 'attempts drawn, saved, graded, exhausted, voided',
    rules: [
      ...under('quizzes', 'attempt-finish', 'attempt-save', 'attempt-start', 'attempt-voiding', 'decimal'),
      ...under('quizzes', 'draw', 'exhaustion', 'given-answers', 'grade'),
    ],
    tests: ['quizzes'],
    mustNotice: 80,
  },
  {
    name: 'lane',
    summary: 'what a round decides and commits, what a failure means, what is tried again',
    rules: [
      ...under('commit', 'failure', 'fingerprint', 'overlay', 'plan', 'receipt'),
      ...under('platform/retry', 'classification', 'classify', 'delay', 'http-status', 'status-codes'),
      ...under('platform/retry', 'stripe-errors'),
    ],
    tests: ['commit', 'retry/classify', 'retry/classify-stripe', 'retry/delay'],
    mustNotice: 80,
  },
];
