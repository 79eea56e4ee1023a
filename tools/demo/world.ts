import { randomUUID } from 'node:crypto';
import { Enrollment } from '../../functions/src/enrollments/schema.ts';
import { openFirestore } from '../../functions/src/platform/firestore.ts';
import { plainOf } from '../../functions/src/platform/plain.ts';
import type { SignedIn } from '../stack/auth.ts';
import { callFunction } from '../stack/call.ts';
import { createAccountWithRole, type SampleAccount } from '../stack/sample-accounts.ts';
import type { Stack } from '../stack/stack.ts';
import { type CourseContent, readCourse } from './course-content.ts';
import { StepError } from './step-error.ts';
import { Study } from './study.ts';

export const COURSE = 'ohio-teen-driver-education';

/** What the steps share: the running stack, and the people in it. */
export type World = {
  readonly stack: Stack;
  /** Reads past the rules, as an operator would; the story itself writes nothing with it. */
  readonly db: ReturnType<typeof openFirestore>;
  readonly student: SignedIn;
  /** Pays in a thousand small parts. */
  readonly classmate: SignedIn;
  readonly admin: SignedIn;
  /** The student at the desk. */
  readonly study: Study;
  readonly course: CourseContent;
};

export async function openWorld(stack: Stack): Promise<World> {
  Object.assign(process.env, stack.env);
  const [student, classmate, admin] = await Promise.all([
    createAccount({ stack, uid: 'student-1', role: 'student' }),
    createAccount({ stack, uid: 'student-2', role: 'student' }),
    createAccount({ stack, uid: 'admin-1', role: 'admin' }),
  ]);
  return {
    stack,
    db: openFirestore({ projectId: stack.projectId, host: stack.firestoreHost }),
    student,
    classmate,
    admin,
    study: new Study({ stack, student, courseId: COURSE }),
    course: readCourse(COURSE),
  };
}

export function createAccount(input: {
  stack: Stack;
  uid: string;
  role: SampleAccount['role'];
}): Promise<SignedIn> {
  const { stack, uid, role } = input;
  const account = { uid, email: `${uid}@example.test`, password: `${uid}-password`, role };
  return createAccountWithRole({ target: stack, account });
}

/** Calls a function as this person, over HTTP, as a browser does. A new request id is made unless one is given. */
export async function attempt(input: { world: World; as: SignedIn; name: string; data: object }) {
  const { world, as, name, data } = input;
  return callFunction({
    baseUrl: world.stack.baseUrl,
    name,
    idToken: as.idToken,
    data: { requestId: randomUUID(), ...data },
  });
}

/** The same, where the story expects a yes. */
export async function call(input: Parameters<typeof attempt>[0]): Promise<Record<string, unknown>> {
  const answer = await attempt(input);
  if (!answer.ok) throw new StepError(`${input.name} was refused: ${answer.status} ${answer.message}`);
  const { result } = answer;
  if (typeof result !== 'object' || result === null) throw new StepError(`${input.name} answered nothing.`);
  return { ...result };
}

export async function readEnrollment({
  world,
  uid,
  courseId = COURSE,
}: {
  world: World;
  uid: string;
  courseId?: string;
}): Promise<Enrollment | undefined> {
  const snapshot = await world.db.doc(`users/${uid}/courses/${courseId}`).get();
  return snapshot.exists ? Enrollment.parse(plainOf(snapshot.data())) : undefined;
}

/** Waits until the enrollment is as the story says, for a bounded time. */
export async function untilEnrollment(input: {
  readonly world: World;
  readonly uid: string;
  readonly courseId?: string;
  readonly is: (enrollment: Enrollment) => boolean;
  readonly what: string;
}): Promise<Enrollment> {
  const giveUpAt = performance.now() + 30_000;
  while (performance.now() < giveUpAt) {
    const enrollment = await readEnrollment(input);
    if (enrollment !== undefined && input.is(enrollment)) return enrollment;
    await new Promise(resolve => setTimeout(resolve, 50));
  }
  throw new StepError(`Waited 30 s in vain until ${input.what}.`);
}

export { expect, StepError, textIn } from './step-error.ts';
