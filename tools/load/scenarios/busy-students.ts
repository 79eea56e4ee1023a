import { seededRandom } from '../../stripe-double/random.ts';
import { pause, runClients } from '../driver/clients.ts';
import type { Attempt, Student } from '../life/student.ts';
import { COURSE, lessonIds, PRACTICE } from '../school/catalog.ts';
import type { LoadTarget } from '../target.ts';

const THINK_MS = { least: 200, most: 1_000 };
const SAVES = 3;
/** In minor units, the least that a card takes: a student makes many of them. */
const AMOUNT = 50;
/** What a turn is, in percent of all turns; the rest are quizzes. */
const HEARTBEATS = 50;
const PAYMENTS = 15;

/** Where a student is. */
type Desk = { sessionId: string | undefined; attempt: Attempt | undefined };

export type BusyLoad = {
  readonly target: LoadTarget;
  readonly students: readonly Student[];
  readonly durationMs: number;
  readonly seed: number;
  readonly signal: AbortSignal;
};

/** Students who study, answer questions and pay, all at once, each on their own documents. */
export async function runBusyStudents(load: BusyLoad): Promise<void> {
  const { target, students, durationMs, seed, signal } = load;
  const random = seededRandom(seed);
  const desks = students.map(student => ({ student, sessionId: undefined, attempt: undefined }));
  const turn = async (client: number): Promise<void> => {
    const desk: (Desk & { student: Student }) | undefined = desks[client];
    if (desk === undefined) return;
    await pause({ ms: THINK_MS.least + random() * (THINK_MS.most - THINK_MS.least), signal });
    const dice = random() * 100;
    if (dice < HEARTBEATS) await study(desk);
    else if (dice < HEARTBEATS + PAYMENTS) await pay({ target, student: desk.student });
    else await answer(desk);
  };
  await runClients({ clients: students.length, durationMs, signal, turn });
}

async function study(desk: Desk & { student: Student }): Promise<void> {
  const lessonId = lessonIds[0] ?? '';
  const { sessionId } = desk;
  if (sessionId === undefined) desk.sessionId = await desk.student.startSession(lessonId);
  else if ((await desk.student.heartbeat({ sessionId, lessonId })) === undefined) desk.sessionId = undefined;
}

/** Start, some saves, hand in: a step with each turn. */
async function answer(desk: Desk & { student: Student }): Promise<void> {
  const { student, attempt } = desk;
  if (attempt === undefined) {
    desk.attempt = await student.startAttempt(PRACTICE);
    return;
  }
  if (attempt.saves < SAVES) return student.saveAnswers(attempt);
  desk.attempt = undefined;
  await student.submit(attempt);
}

/** Money that has come in at Stripe, and the webhook that says so. */
async function pay({ target, student }: { target: LoadTarget; student: Student }): Promise<void> {
  const metadata = { userId: student.person.uid, courseId: COURSE };
  const { control } = target.stripe;
  const { payments } = await control.createSucceededPayments({ payments: [{ amount: AMOUNT, metadata }] });
  const eventIds = payments.map(({ eventId }) => eventId);
  const { results } = await control.deliverEvents({ eventIds });
  if (results.some(({ delivered }) => !delivered)) await control.resendEvents({ eventIds });
}
