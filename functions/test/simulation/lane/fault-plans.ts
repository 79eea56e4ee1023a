import fc from 'fast-check';
import {
  answerBlackHole,
  answerLost,
  delayAfter,
  delayBefore,
  type Fault,
  type FaultAction,
  type FirestoreMethod,
  requestBlackHole,
  requestLost,
  type StatusName,
} from '../../../../tools/fault-proxy/index.ts';

const method = fc.constantFrom<FirestoreMethod>(
  'Commit',
  'Commit',
  'BatchGetDocuments',
  'BeginTransaction',
  'Rollback',
);

const code = fc.constantFrom<StatusName>(
  'UNAVAILABLE',
  'ABORTED',
  'UNKNOWN',
  'INTERNAL',
  'DEADLINE_EXCEEDED',
  'CANCELLED',
  'UNAUTHENTICATED',
);

const wrongAnswer: fc.Arbitrary<FaultAction> = fc.oneof(
  code.map(name => answerLost({ code: name })),
  code.map(name => requestLost({ code: name })),
);

const slowness: fc.Arbitrary<FaultAction> = fc.oneof(
  fc.integer({ min: 1, max: 60 }).map(delayBefore),
  fc.integer({ min: 1, max: 60 }).map(delayAfter),
);

/** Hits a share of the calls, the same ones for the same seed. */
const frequent = fc
  .record({
    method,
    action: fc.oneof(wrongAnswer, slowness),
    share: fc.constantFrom(0.1, 0.3, 0.6),
    seed: fc.nat(),
  })
  .map(
    ({ method: name, action, share, seed }): Fault => ({
      methods: [name],
      timing: { kind: 'share', share, seed },
      action,
    }),
  );

/** Costs a whole timeout, so there is one at most. */
const silent = fc
  .record({
    method,
    action: fc.constantFrom(answerBlackHole(), requestBlackHole()),
    call: fc.integer({ min: 1, max: 6 }),
  })
  .map(
    ({ method: name, action, call }): Fault => ({
      methods: [name],
      timing: { kind: 'nth', call },
      action,
    }),
  );

export const anyFaults: fc.Arbitrary<readonly Fault[]> = fc
  .tuple(fc.array(frequent, { maxLength: 4 }), fc.array(silent, { maxLength: 1 }))
  .map(([often, rarely]) => [...rarely, ...often]);
