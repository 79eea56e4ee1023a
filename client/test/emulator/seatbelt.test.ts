import '../../../functions/test/emulator/payments/environment.ts';
import { deleteApp, type FirebaseApp, initializeApp } from 'firebase/app';
import { connectAuthEmulator, createUserWithEmailAndPassword, getAuth, signOut } from 'firebase/auth';
import type { Id } from '../../../functions/src/platform/ids.ts';
import { studentIn } from '../../../functions/test/emulator/compliance/studying.ts';
import { startHost } from '../../../functions/test/emulator/payments/host.ts';
import { createSeatbelt, type Seatbelt } from '../../src/index.ts';
import { SessionTracker } from '../../src/study.ts';
import type { TrackerHost } from '../../src/tracker-host.ts';

const { GCLOUD_PROJECT: projectId = '', FIREBASE_AUTH_EMULATOR_HOST: authHost } = process.env;

const nothing = () => () => undefined;
const host: TrackerHost = {
  locks: undefined,
  openChannel: () => undefined,
  network: { isOnline: () => true, watch: nothing },
  watchActivity: nothing,
  watchPage: nothing,
  sendBeacon: () => undefined,
  newId: () => crypto.randomUUID(),
  device: () => 'a test',
};

describe('the client and the functions', () => {
  let app: FirebaseApp;
  let seatbelt: Seatbelt;
  let userId: string;
  let courseId: Id;
  let stop: () => Promise<void>;

  beforeAll(async () => {
    const hosted = await startHost();
    stop = hosted.stop;
    app = initializeApp({ apiKey: 'local', projectId });
    const auth = getAuth(app);
    connectAuthEmulator(auth, `http://${authHost}`, { disableWarnings: true });
    seatbelt = createSeatbelt(app, { functionsOrigin: hosted.url });
    const { user } = await createUserWithEmailAndPassword(
      auth,
      `${crypto.randomUUID()}@example.com`,
      'a long secret',
    );
    userId = user.uid;
    ({ courseId } = await studentIn({ uid: userId }));
  });

  afterAll(async () => {
    await deleteApp(app);
    await stop();
  });

  it('understand each other: a refusal has its reason, its sentence and its fields', async () => {
    const timeZone = 'America/New_York';
    await expect(seatbelt.enroll({ courseId, timeZone })).rejects.toMatchObject({
      reason: 'ALREADY_ENROLLED',
      code: 'failed-precondition',
      message: 'You are enrolled in this course already.',
      attempts: 1,
    });
    await expect(seatbelt.enroll({ courseId: 'a/b', timeZone })).rejects.toMatchObject({
      reason: 'INVALID_INPUT',
      fields: [{ path: 'courseId' }],
    });
  });

  it('count a session from its start to its end', async () => {
    const tracker = new SessionTracker({ seatbelt, userId, courseId, host });
    await tracker.start({ lessonId: 'signs' });
    expect(tracker.state).toMatchObject({ phase: 'counting', lessonId: 'signs' });
    await expect(tracker.completeLesson({ lessonId: 'signs' })).rejects.toMatchObject({
      reason: 'LESSON_TOO_SHORT',
    });
    const { sessionId } = tracker.state;
    await tracker.stop();
    await expect(
      seatbelt.heartbeat({
        courseId,
        sessionId: sessionId ?? '',
        sequence: 2,
        lessonId: 'signs',
        engaged: true,
      }),
    ).rejects.toMatchObject({ reason: 'SESSION_CLOSED' });
  });

  it('ask for a sign-in where nobody is signed in', async () => {
    await signOut(getAuth(app));
    await expect(seatbelt.enroll({ courseId, timeZone: 'America/New_York' })).rejects.toMatchObject({
      reason: 'SIGN_IN_REQUIRED',
    });
  });
});
