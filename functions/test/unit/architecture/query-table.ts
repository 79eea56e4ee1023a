/** A query of one form, for which Firestore needs one index or none. */
export interface DeclaredQuery {
  /** From the repository's root. */
  readonly file: string;
  /** What it is for, in the words of its function. */
  readonly name: string;
  /** The collection's id, or `*` where the path comes from outside and nothing but the names is asked for. */
  readonly collection: string;
  readonly scope: 'COLLECTION' | 'COLLECTION_GROUP';
  /** `==` and `in`. */
  readonly equal?: readonly string[];
  /** `<`, `<=`, `>`, `>=`. */
  readonly range?: string;
  readonly order?: readonly SortField[];
}

/** A place in the code that asks, in one form or several. */
export interface DeclaredCall extends Omit<DeclaredQuery, 'collection'> {
  /** Each of them is asked in the same way. */
  readonly collections: readonly string[];
  /** Further equalities, of which at least one is asked for. */
  readonly someOf?: readonly string[];
}

export interface SortField {
  readonly fieldPath: string;
  readonly order: 'ASCENDING' | 'DESCENDING';
}

const by = (fieldPath: string): readonly SortField[] => [{ fieldPath, order: 'ASCENDING' }];
const descendingBy = (fieldPath: string): readonly SortField[] => [{ fieldPath, order: 'DESCENDING' }];

/** All forms in which the call may ask. */
export const formsOf = ({ collections, someOf, equal = [], ...call }: DeclaredCall): DeclaredQuery[] =>
  collections.flatMap(collection =>
    (someOf === undefined ? [[]] : choicesOf(someOf)).map(some => ({
      ...{ ...call, collection, equal: [...equal, ...some] },
    })),
  );

/** Every choice of one or more. */
const choicesOf = ([first, ...others]: readonly string[]): readonly (readonly string[])[] => {
  if (first === undefined) return [];
  const without = choicesOf(others);
  return [[first], ...without, ...without.map(choice => [first, ...choice])];
};

type Rest = Omit<DeclaredCall, 'file' | 'name' | 'collections' | 'scope'>;

/** All calls of one file. */
const queriesIn = (
  file: string,
  queries: Readonly<Record<string, readonly [path: string, rest?: Rest]>>,
): readonly DeclaredCall[] =>
  Object.entries(queries).map(([name, [path, rest = {}]]) => ({
    ...{ file, name, ...rest },
    collections: path.replace(/^group:/, '').split('|'),
    scope: path.startsWith('group:') ? ('COLLECTION_GROUP' as const) : ('COLLECTION' as const),
  }));

/**
 * Every place in the code that makes a query, once. `indexes.test.ts` holds this table to the sources, field by field, and
 * asks for each form whether Firestore has the index it needs: the emulator does not say. `group:courses` is the collection
 * group, `certificates|payments` either of the two.
 */
export const queryTable: readonly DeclaredCall[] = [
  ...queriesIn('functions/src/audit/queries.ts', {
    findGrants: [
      'accessGrants',
      { equal: ['uid', 'userId', 'courseId'], range: 'expiresAt', order: descendingBy('expiresAt') },
    ],
    pagesOf: ['auditLog', { equal: ['chain'], order: by('position') }],
    countRecords: ['auditLog'],
    recordsOutside: ['auditLog', { order: by('__name__') }],
  }),
  ...queriesIn('functions/src/compliance/queries.ts', {
    findStaleSessions: ['group:sessions', { range: 'staleAt', order: by('staleAt') }],
  }),
  ...queriesIn('functions/src/console/event-queries.ts', {
    parkedEvents: ['stripeEvents', { equal: ['state'], order: by('__name__') }],
    countReceived: ['stripeEvents', { equal: ['state'] }],
    countParked: ['stripeEvents', { equal: ['state'] }],
    countOutbox: ['outbox', { equal: ['state'] }],
    countSuspense: ['suspense', { equal: ['state'] }],
  }),
  ...queriesIn('functions/src/console/health-queries.ts', {
    reportsSince: ['health', { order: descendingBy('reportedAt') }],
    newestRun: ['reconciliations', { order: descendingBy('startedAt') }],
  }),
  ...queriesIn('functions/src/console/queries.ts', {
    newestStudents: ['group:courses', { order: descendingBy('registeredAt') }],
    studentsNamed: ['users', { order: by('displayName') }],
    enrollmentsOf: ['courses'],
  }),
  ...queriesIn('functions/src/console/timeline-queries.ts', {
    ledger: ['ledger', { order: descendingBy('recordedAt') }],
    sessions: ['sessions', { order: descendingBy('startedAt') }],
    challenges: ['challenges', { order: descendingBy('issuedAt') }],
    adjustments: ['adjustments', { order: descendingBy('at') }],
    staffActions: ['staffActions', { order: descendingBy('at') }],
    refundRequests: [
      'auditLog',
      { equal: ['subject.userId', 'subject.courseId', 'action', 'outcome'], order: descendingBy('at') },
    ],
    quizzes: ['quizzes'],
    attempts: ['attempts', { order: descendingBy('startedAt') }],
    voidedAttempts: ['attempts', { order: descendingBy('voided.at') }],
    allowances: ['allowances', { order: descendingBy('at') }],
    goneOf: ['ledger', { equal: ['paymentIntentId'] }],
  }),
  ...queriesIn('functions/src/console/unit-queries.ts', {
    lessonsBetween: ['group:reservations', { order: by('startsAt') }],
    lessonsOfInstructor: ['group:reservations', { equal: ['instructorId'], order: by('startsAt') }],
    authorizationsOf: [
      'authorizations',
      { someOf: ['studentId', 'instructorId'], order: descendingBy('validTo') },
    ],
  }),
  ...queriesIn('functions/src/enrollments/queries.ts', {
    findWaiting: ['group:courses', { equal: ['courseId', 'enrollmentStatus'], order: by('waitlistNumber') }],
    findOverdue: [
      'group:courses',
      { equal: ['enrollmentStatus'], range: 'expiresAt', order: by('expiresAt') },
    ],
  }),
  ...queriesIn('functions/src/evidence/session-chains.ts', {
    sessionsOfCourse: ['sessions', { order: by('__name__') }],
    allSessions: ['group:sessions', { order: by('__name__') }],
    eventsInOrder: ['events', { order: by('position') }],
    countEvents: ['events'],
  }),
  ...queriesIn('functions/src/outbox/queries.ts', {
    listPendingOutbox: ['outbox', { equal: ['state'] }],
  }),
  ...queriesIn('functions/src/payments/account-queries.ts', {
    readAccounts: ['group:courses', { order: by('registeredAt') }],
    ledgerOfAccount: ['ledger'],
  }),
  ...queriesIn('functions/src/payments/queries.ts', {
    listSuspenseEntryIds: ['ledger'],
    listWaitingEvents: ['stripeEvents', { equal: ['state'] }],
    listEventsIn: ['stripeEvents', { equal: ['state'], order: by('__name__') }],
    countParkedEvents: ['stripeEvents', { equal: ['state'] }],
  }),
  ...queriesIn('functions/src/people/queries.ts', {
    courseIdsOf: ['courses'],
    storedIn: ['*'],
    storedOf: ['certificates|payments', { equal: ['userId'] }],
  }),
  ...queriesIn('functions/src/quizzes/queries.ts', {
    attemptsOf: ['attempts'],
    findOverdueAttempts: ['group:attempts', { equal: ['state'], range: 'deadline', order: by('deadline') }],
  }),
  ...queriesIn('functions/src/platform/stream-query.ts', {
    streamByName: ['*', { order: by('__name__') }],
  }),
  ...queriesIn('functions/src/reconciliation/documents.ts', {
    groupOf: ['group:*'],
  }),
  ...queriesIn('functions/src/reconciliation/saved-run.ts', {
    countReconciled: ['reconciliations', { equal: ['runId'] }],
  }),
  ...queriesIn('functions/src/reconciliation/stage-lessons.ts', {
    eventsInOrder: ['events', { order: by('position') }],
  }),
  ...queriesIn('functions/src/reconciliation/stage-parents.ts', {
    parentsInGroup: ['group:*'],
    countParentsInGroup: ['group:*'],
    parentsInCollection: ['*'],
    countParentsInCollection: ['*'],
  }),
  ...queriesIn('functions/src/reconciliation/stage-seats.ts', {
    countSeated: ['group:courses', { equal: ['courseId', 'enrollmentStatus'] }],
  }),
  ...queriesIn('functions/src/reconciliation/stage-summaries.ts', {
    certificatesOf: ['certificates', { equal: ['userId'] }],
  }),
  ...queriesIn('functions/src/reconciliation/stage-totals.ts', {
    enrollmentsOf: ['group:courses', { equal: ['courseId', 'enrollmentStatus'] }],
  }),
  ...queriesIn('functions/src/records/queries.ts', {
    pagesOf: ['*', { order: by('__name__') }],
  }),
  ...queriesIn('functions/src/statistics/queries.ts', {
    listFolders: ['courses'],
    readEnrollmentsIn: ['group:courses', { equal: ['courseId', 'enrollmentStatus'] }],
    readCertificates: ['certificates', { equal: ['userId'] }],
    readAll: ['*'],
  }),
  ...queriesIn('functions/src/units/queries.ts', {
    findHeld: ['group:reservations', { equal: ['state'], range: 'endsAt', order: by('endsAt') }],
  }),
  ...queriesIn('functions/src/verification/queries.ts', {
    findEnrollmentsOf: ['courses'],
    findChallengeIdsOf: ['challenges'],
    findOverdueChallenges: [
      'group:challenges',
      { equal: ['state'], range: 'expiresAt', order: by('expiresAt') },
    ],
  }),
  ...queriesIn('client/src/live.ts', {
    watchCourses: ['courses', { equal: ['published'] }],
    watchEnrollments: ['courses'],
    watchLedger: ['ledger', { order: descendingBy('recordedAt') }],
    watchProgress: ['lessons'],
    watchAttempts: ['attempts', { order: descendingBy('startedAt') }],
    watchDays: ['days', { order: by('dayKey') }],
    watchOpenChallenge: ['challenges', { equal: ['state'] }],
    watchCertificates: ['certificates', { equal: ['userId'] }],
    watchAuthorizations: ['authorizations', { someOf: ['studentId', 'instructorId'] }],
    watchReservations: ['reservations', { someOf: ['studentId', 'instructorId'] }],
    watchSuspense: ['suspense', { equal: ['state'] }],
    watchClaimedSuspense: ['suspense', { equal: ['state'], order: descendingBy('claimedAt') }],
    watchAuditLog: ['auditLog', { order: descendingBy('at') }],
  }),
  ...queriesIn('client/src/once.ts', {
    outlineLessons: ['lessons'],
    outlineQuizzes: ['quizzes'],
    readAll: ['*'],
  }),
  ...queriesIn('client/src/watch.ts', { watchAll: ['*'] }),
  ...queriesIn('web/src/student/courses/read-catalog.ts', {
    readCatalog: ['courses', { equal: ['published'] }],
    readMyCourses: ['courses'],
  }),
];
