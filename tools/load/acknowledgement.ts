import { z } from 'zod';

// What callers were told had happened. Whatever was told must be there afterwards, once: `load-test:verify` looks.

const Name = z.string().min(1);
const Count = z.int().min(0);

const enrollment = { userId: Name, courseId: Name };
const session = { ...enrollment, sessionId: Name };
const attempt = { ...enrollment, quizId: Name, attemptId: Name };
const reservation = { authorizationId: Name, reservationId: Name };
/** The names of the requests that changed something; their receipts bear them. */
const request = { requestId: Name };

const what = [
  z.strictObject({ kind: z.literal('enrolled'), ...enrollment, ...request, enrollmentStatus: Name }),
  /** The webhook answered 200 to `payment_intent.succeeded`: the money is booked, or stored to be booked. */
  z.strictObject({
    kind: z.literal('paid'),
    ...enrollment,
    paymentIntentId: Name,
    eventId: Name,
    amount: Count,
  }),
  z.strictObject({
    kind: z.literal('refunded'),
    ...enrollment,
    ...request,
    refundId: Name,
    paymentId: Name,
    amount: Count,
  }),
  z.strictObject({ kind: z.literal('sessionStarted'), ...session }),
  /** `creditedSeconds` of the session so far, at this heartbeat. */
  z.strictObject({ kind: z.literal('heartbeat'), ...session, sequence: Count, creditedSeconds: Count }),
  z.strictObject({ kind: z.literal('sessionEnded'), ...session, ...request, creditedSeconds: Count }),
  z.strictObject({ kind: z.literal('lessonCompleted'), ...session, ...request, lessonId: Name }),
  z.strictObject({ kind: z.literal('attemptStarted'), ...attempt, attemptNumber: Count }),
  z.strictObject({ kind: z.literal('answersSaved'), ...attempt, sequence: Count }),
  z.strictObject({ kind: z.literal('attemptSubmitted'), ...attempt, score: Count, passed: z.boolean() }),
  z.strictObject({
    kind: z.literal('authorizationChanged'),
    ...request,
    authorizationId: Name,
    totalUnits: Count,
  }),
  z.strictObject({ kind: z.literal('unitsReserved'), ...reservation, units: Count }),
  z.strictObject({ kind: z.literal('unitsReleased'), ...reservation, ...request }),
  z.strictObject({ kind: z.literal('unitsConsumed'), ...reservation, ...request, units: Count }),
] as const;

/** One answer that promised something. */
export const Acknowledgement = z.discriminatedUnion('kind', what);
export type Acknowledgement = z.infer<typeof Acknowledgement>;

/** Reads a log of acknowledgements. @throws Error naming the first line that is none */
export function parseAcknowledgements(text: string): Acknowledgement[] {
  const lines = text.split('\n').filter(line => line !== '');
  return lines.map((line, index) => {
    const parsed = Acknowledgement.safeParse(JSON.parse(line));
    if (parsed.success) return parsed.data;
    throw new Error(`line ${index + 1} is no acknowledgement: ${z.prettifyError(parsed.error)}`);
  });
}
