import { brokenStorage, FakeStorage } from './browser.ts';
import { lost, Page, refusal } from './calling.ts';
import { Gate } from './gate.ts';
import { until, VirtualClock } from './virtual-clock.ts';

const enrolling = { courseId: 'ohio', timeZone: 'America/New_York' };
const paying = { courseId: 'ohio', amount: 10_000 };
const personal = { courseId: 'ohio', answers: { 'first-pet': 'Rex' } };
const soldOut = () => {
  throw refusal({ code: 'failed-precondition', reason: 'SOLD_OUT' });
};
const noAnswer = () => {
  throw lost();
};

/** A payment that is given up while its answer is on the way, and wanted again; then that answer comes. */
async function givenUpAndWantedAgain({ page, slow }: { page: Page; slow: Gate }) {
  const controller = new AbortController();
  const first = page.call('createPayment', paying, { signal: controller.signal });
  await until(() => page.sent.length > 0);
  controller.abort();
  await expect(first).rejects.toMatchObject({ reason: 'ABORTED' });
  const call = page.call('createPayment', paying);
  slow.open();
  return { call };
}

describe('one intent', () => {
  it('is one call, however often the button is pressed', async () => {
    const page = new Page();
    const clicks = [page.call('enroll', enrolling), page.call('enroll', { ...enrolling })];
    const [first, second] = await page.clock.finish(Promise.all(clicks));
    expect(page.sent).toHaveLength(1);
    expect(second).toBe(first);
  });

  it('keeps its id over every retry', async () => {
    const page = new Page();
    page.answers = [noAnswer, noAnswer, () => ({ replayed: true })];
    await page.clock.finish(page.call('createPayment', paying));
    expect(page.sent).toHaveLength(3);
    expect(new Set(page.ids).size).toBe(1);
  });

  it('keeps its id over a reload, until an answer came', async () => {
    const storage = new FakeStorage();
    const [before, after] = [new Page({ storage }), new Page({ storage })];
    before.answers = [noAnswer];
    await expect(before.clock.finish(before.call('createPayment', paying))).rejects.toMatchObject({
      reason: 'NO_ANSWER',
      retryable: true,
      attempts: 6,
    });
    await after.clock.finish(after.call('createPayment', paying));
    await after.clock.finish(after.call('createPayment', paying));
    expect(after.ids[0]).toBe(before.ids[0]);
    expect(after.ids[1]).not.toBe(before.ids[0]);
  });

  it('is the same in two tabs that pay at the same moment', async () => {
    const storage = new FakeStorage();
    const [one, other] = [new Page({ storage }), new Page({ storage })];
    one.answers = [noAnswer];
    const first = one.call('payRemainingBalance', { courseId: 'ohio' });
    await until(() => one.sent.length > 0);
    await other.clock.finish(other.call('payRemainingBalance', { courseId: 'ohio' }));
    await expect(one.clock.finish(first)).rejects.toMatchObject({ reason: 'NO_ANSWER' });
    expect(other.ids[0]).toBe(one.ids[0]);
  });

  it('is over with a final refusal', async () => {
    const page = new Page();
    page.answers = [soldOut];
    for (let tries = 0; tries < 2; tries += 1)
      await expect(page.clock.finish(page.call('enroll', enrolling))).rejects.toMatchObject({
        reason: 'SOLD_OUT',
        attempts: 1,
      });
    expect(new Set(page.ids).size).toBe(2);
  });

  it.each([
    ['a refusal that may be a gateway’s', refusal({ code: 'not-found' })],
    ['a sign-out', refusal({ code: 'unauthenticated', reason: 'SIGN_IN_REQUIRED' })],
  ])('keeps its id over %s, behind an answer that got lost', async (_what, error) => {
    const page = new Page();
    page.refresh = async () => false;
    page.answers = [noAnswer, () => Promise.reject(error)];
    await expect(page.clock.finish(page.call('createPayment', paying))).rejects.toMatchObject({
      retryable: false,
      attempts: 2,
    });
    page.answers = [() => ({ replayed: true })];
    await page.clock.finish(page.call('createPayment', paying));
    expect(new Set(page.ids).size).toBe(1);
  });

  it('is told from another by its name: two payments of the same amount on purpose', async () => {
    const page = new Page();
    const [first, second] = ['first', 'second'].map(intent => page.call('createPayment', paying, { intent }));
    await page.clock.finish(Promise.all([first, second]));
    expect(new Set(page.ids).size).toBe(2);
  });

  it('is forgotten after a day', async () => {
    const storage = new FakeStorage();
    const clock = new VirtualClock();
    const [today, tomorrow] = [new Page({ storage, clock }), new Page({ storage, clock })];
    today.answers = [noAnswer];
    await expect(clock.finish(today.call('createPayment', paying))).rejects.toThrow();
    await clock.pass(24 * 3_600_000);
    await clock.finish(tomorrow.call('createPayment', paying));
    expect(tomorrow.ids[0]).not.toBe(today.ids[0]);
    expect(storage.length).toBe(0);
  });

  it('is nobody else’s: whoever signs in next at this browser has intents of their own', async () => {
    const storage = new FakeStorage();
    const [ada, bob] = [new Page({ storage }), new Page({ storage })];
    ada.answers = [noAnswer];
    bob.uid = 'bob';
    await expect(ada.clock.finish(ada.call('createPayment', paying))).rejects.toThrow();
    await bob.clock.finish(bob.call('createPayment', paying));
    expect(bob.ids[0]).not.toBe(ada.ids[0]);
  });

  it('repeats a request by its id where the page knows it: an open attempt is shown again', async () => {
    const page = new Page();
    const requestId = crypto.randomUUID();
    await page.clock.finish(
      page.call('startQuizAttempt', { courseId: 'ohio', quizId: 'final' }, { requestId }),
    );
    expect(page.ids).toEqual([requestId]);
  });
});

describe('what is kept of an intent', () => {
  it('tells nothing of the request', async () => {
    const storage = new FakeStorage();
    const page = new Page({ storage });
    page.answers = [noAnswer];
    const request = { courseId: 'ohio', reason: 'I move to Kansas' };
    await expect(page.clock.finish(page.call('cancelEnrollment', request))).rejects.toThrow();
    expect(storage.length).toBe(1);
    expect(storage.text).not.toMatch(/Kansas|ohio|cancelEnrollment/);
  });

  it('is nothing at all of answers to personal questions, which keep their id within the page', async () => {
    const storage = new FakeStorage();
    const page = new Page({ storage });
    page.answers = [noAnswer];
    for (let tries = 0; tries < 2; tries += 1)
      await expect(page.clock.finish(page.call('registerVerificationAnswers', personal))).rejects.toThrow();
    expect(storage.length).toBe(0);
    expect(new Set(page.ids).size).toBe(1);
  });

  it('outlives a storage that is cleared while the page is open', async () => {
    const storage = new FakeStorage();
    const page = new Page({ storage });
    page.answers = [noAnswer];
    await expect(page.clock.finish(page.call('createPayment', paying))).rejects.toThrow();
    storage.clear();
    page.answers = [() => ({})];
    await page.clock.finish(page.call('createPayment', paying));
    expect(new Set(page.ids).size).toBe(1);
  });

  it('needs no storage that works', async () => {
    const page = new Page({ storage: brokenStorage });
    page.answers = [noAnswer, () => ({ replayed: false })];
    await expect(page.clock.finish(page.call('enroll', enrolling))).resolves.toEqual({ replayed: false });
    expect(new Set(page.ids).size).toBe(1);
  });
});

describe('a call', () => {
  it('bears no id where nothing would take it: a heartbeat’s number is its id', async () => {
    const page = new Page();
    const beat = { courseId: 'ohio', sessionId: 's', sequence: 1, lessonId: 'signs', engaged: true };
    await page.clock.finish(page.call('heartbeat', beat));
    expect(page.sent).toEqual([{ name: 'heartbeat', data: beat }]);
  });

  it('leaves out what is undefined, which the server would refuse as null', async () => {
    const page = new Page();
    await page.clock.finish(page.call('getCertificatePdf', { courseId: 'ohio', userId: undefined }));
    expect(page.sent[0]?.data).toEqual({ courseId: 'ohio' });
  });

  it('tells the page of each further try, and afterwards how it went', async () => {
    const page = new Page();
    page.answers = [noAnswer, () => ({})];
    const retries: unknown[] = [];
    const onRetry = ({ attempt, delayMs, error }: { attempt: number; delayMs: number; error: Error }) =>
      retries.push([attempt, delayMs, error.message]);
    await page.clock.finish(page.call('enroll', enrolling, { onRetry }));
    expect(retries).toEqual([[1, 50, expect.stringContaining('nothing happens twice')]]);
    expect(page.reports).toEqual([{ name: 'enroll', attempts: 2, elapsedMs: 50, outcome: 'ok' }]);
  });

  it('stops when its caller does, and only then', async () => {
    const page = new Page();
    page.answers = [noAnswer];
    const [impatient, patient] = [new AbortController(), new AbortController()];
    const first = page.call('enroll', enrolling, { signal: impatient.signal });
    const second = page.call('enroll', enrolling, { signal: patient.signal });
    await until(() => page.sent.length > 0);
    impatient.abort();
    await expect(first).rejects.toMatchObject({ reason: 'ABORTED' });
    page.answers = [() => ({ replayed: true })];
    await expect(page.clock.finish(second)).resolves.toEqual({ replayed: true });
  });

  it('is not sent any more once nobody waits for it', async () => {
    const page = new Page();
    page.answers = [noAnswer];
    const controller = new AbortController();
    const call = page.call('enroll', enrolling, { signal: controller.signal });
    await until(() => page.sent.length > 0);
    controller.abort();
    await expect(call).rejects.toMatchObject({ reason: 'ABORTED' });
    await page.clock.pass(60_000);
    expect(page.sent).toHaveLength(1);
  });

  it('that was given up and is wanted again at once is answered, though what was sent of it fails', async () => {
    const page = new Page();
    const slow = new Gate();
    page.answers = [() => slow.pass().then(noAnswer), () => ({ replayed: true })];
    const second = await givenUpAndWantedAgain({ page, slow });
    await expect(page.clock.finish(second.call)).resolves.toEqual({ replayed: true });
    expect(new Set(page.ids).size).toBe(1);
  });

  it('that was given up and is wanted again at once is not sent again if it is answered after all', async () => {
    const page = new Page();
    const slow = new Gate();
    page.answers = [() => slow.pass().then(() => ({ replayed: false }))];
    const second = await givenUpAndWantedAgain({ page, slow });
    await expect(page.clock.finish(second.call)).resolves.toEqual({ replayed: false });
    expect(page.sent).toHaveLength(1);
  });

  it('goes on where a page’s own listeners throw, which is told as any error of the page', async () => {
    const told: unknown[] = [];
    const bug = new Error('a bug of the page');
    const throwBug = (): never => {
      throw bug;
    };
    const page = new Page({ onCall: throwBug });
    page.answers = [noAnswer, () => ({ replayed: false })];
    const { reportError } = globalThis;
    globalThis.reportError = error => told.push(error);
    try {
      const call = page.call('enroll', enrolling, { onRetry: throwBug });
      await expect(page.clock.finish(call)).resolves.toEqual({ replayed: false });
    } finally {
      globalThis.reportError = reportError;
    }
    expect(told).toEqual([bug, bug]);
  });

  it('does not multiply the load of a server that fails every call', async () => {
    const page = new Page();
    page.answers = [noAnswer];
    const calls = Array.from({ length: 30 }, (_, index) =>
      page.call('enroll', { ...enrolling, courseId: `c${index}` }),
    );
    await page.clock.finish(Promise.allSettled(calls));
    expect(page.sent.length).toBeLessThanOrEqual(30 + 10 + 3 + 10);
  });
});

describe('an expired sign-in', () => {
  const expired = () => {
    throw refusal({ code: 'unauthenticated', reason: 'SIGN_IN_REQUIRED' });
  };

  it('is renewed once, and the call goes on', async () => {
    const page = new Page();
    page.answers = [expired, () => ({ replayed: false })];
    await expect(page.clock.finish(page.call('enroll', enrolling))).resolves.toBeTruthy();
    expect(page.refreshes).toBe(1);
  });

  it('that cannot be renewed asks for a new one, and the intent keeps its id', async () => {
    const page = new Page();
    page.answers = [expired];
    await expect(page.clock.finish(page.call('enroll', enrolling))).rejects.toMatchObject({
      reason: 'SIGN_IN_EXPIRED',
      code: 'unauthenticated',
    });
    page.answers = [() => ({})];
    await page.clock.finish(page.call('enroll', enrolling));
    expect(page.sent).toHaveLength(3);
    expect(new Set(page.ids).size).toBe(1);
  });

  it('of an account that is no more says so', async () => {
    const page = new Page();
    page.answers = [expired];
    page.refresh = () => Promise.reject(Object.assign(new Error(), { code: 'auth/user-token-expired' }));
    await expect(page.clock.finish(page.call('enroll', enrolling))).rejects.toMatchObject({
      reason: 'SIGN_IN_EXPIRED',
    });
  });

  it('is a matter of the network where the network is what failed', async () => {
    const page = new Page();
    page.answers = [expired];
    page.refresh = () => Promise.reject(Object.assign(new Error(), { code: 'auth/network-request-failed' }));
    await expect(page.clock.finish(page.call('enroll', enrolling))).rejects.toMatchObject({
      reason: 'NO_ANSWER',
      attempts: 6,
    });
  });

  it('is no expiry where nobody is signed in', async () => {
    const page = new Page();
    page.answers = [expired];
    page.refresh = async () => false;
    await expect(page.clock.finish(page.call('enroll', enrolling))).rejects.toMatchObject({
      reason: 'SIGN_IN_REQUIRED',
    });
  });
});

describe('without a network', () => {
  it('a call waits for it and costs no attempt meanwhile', async () => {
    const page = new Page();
    page.network.set(false);
    const call = page.call('enroll', enrolling);
    await page.clock.pass(50_000);
    expect(page.sent).toHaveLength(0);
    page.network.set(true);
    await page.clock.finish(call);
    expect(page.reports[0]).toMatchObject({ attempts: 1, outcome: 'ok' });
  });

  it('a call says so after a minute, and the same wish later is the same intent', async () => {
    const page = new Page();
    page.answers = [noAnswer];
    const call = page.call('createPayment', paying);
    await until(() => page.sent.length > 0);
    page.network.set(false);
    await expect(page.clock.finish(call)).rejects.toMatchObject({
      reason: 'OFFLINE',
      retryable: true,
      attempts: 1,
    });
    page.network.set(true);
    page.answers = [() => ({})];
    await page.clock.finish(page.call('createPayment', paying));
    expect(new Set(page.ids).size).toBe(1);
  });
});
