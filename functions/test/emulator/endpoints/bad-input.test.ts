import '../payments/environment.ts';
import fc from 'fast-check';
import { z } from 'zod';
import { laneMetrics, lanes } from '../../../src/commit/index.ts';
import * as deployed from '../../../src/index.ts';
import { firestore } from '../../../src/platform/firestore.ts';
import { badBody, wellFormedBody } from './bad-bodies.ts';
import { callDirectly, type DirectCall } from './direct-call.ts';

const callables = Object.entries(deployed).flatMap(([name, value]) => {
  const { callableTrigger }: { callableTrigger?: object } = value.__endpoint;
  return callableTrigger === undefined || typeof value !== 'function' ? [] : [{ name, callable: value }];
});
type Callable = (typeof callables)[number]['callable'];

const student = 'a-student';
const admin = 'an-admin';

beforeAll(() => firestore().doc(`roles/${admin}`).set({ role: 'admin' }));
beforeEach(() => laneMetrics.reset());
afterAll(async () => {
  await lanes().close();
  await firestore().terminate();
});

const Refused = z.object({
  error: z.object({
    status: z.string(),
    message: z.string(),
    details: z
      .object({
        reason: z.string(),
        retryable: z.boolean(),
        fields: z.array(z.object({ path: z.string(), message: z.string().min(1) })).optional(),
      })
      .optional(),
  }),
});

/** Look-ups answer whoever may look, also where they find nothing. */
const lookUps: ReadonlySet<string> = new Set([
  'searchStudents',
  'listParkedEvents',
  'listCalendar',
  'listAuthorizations',
  'getHealth',
]);

/** What a client is told; undefined if a look-up answers, as it may a body that is right by chance. */
async function refusalUnlessFound(input: { name: string; callable: Callable; call: DirectCall }) {
  const { name, callable, call } = input;
  if (!lookUps.has(name) || call.uid !== admin) return refusalOf(callable, call);
  const { httpStatus } = await callDirectly(callable, call);
  return httpStatus === 200 ? undefined : refusalOf(callable, call);
}

/** What a client is told. Fails for anything but a refusal in the one shape that clients know. */
async function refusalOf(callable: Callable, call: DirectCall) {
  const { httpStatus, body } = await callDirectly(callable, call);
  const { error } = Refused.parse(body);
  expect(httpStatus).toBeGreaterThanOrEqual(400);
  expect(httpStatus).toBeLessThan(500);
  expect(['INTERNAL', 'UNKNOWN', 'UNAVAILABLE', 'DEADLINE_EXCEEDED']).not.toContain(error.status);
  return { status: error.status, reason: error.details?.reason, fields: error.details?.fields };
}

/** Only that somebody tried: refused staff actions are told in the audit log. */
async function expectNothingWritten(): Promise<void> {
  const { total, byOperation } = laneMetrics.snapshot();
  expect(total.documentsWritten - (byOperation['recordRefusal']?.documentsWritten ?? 0)).toBe(0);
  const collections = (await firestore().listCollections()).map(({ id }) => id);
  expect(collections.filter(id => id !== 'auditLog' && id !== 'auditChains')).toEqual(['roles']);
}

/** The protocol's own form: an object with `data` and nothing else. What is not, the SDK refuses by itself. */
const isCallableBody = (text: string): boolean => Object.keys(Object(JSON.parse(text))).join() === 'data';

describe('there is something to throw at', () => {
  it('every callable that is deployed', () => {
    expect(callables.length).toBeGreaterThanOrEqual(8);
  });
});

describe.each(callables)('bad input: $name', ({ name, callable }) => {
  it('1,000 bodies: refused with the field to blame, never «internal», and nothing is written', async () => {
    const call = fc.record({ uid: fc.constantFrom(student, admin), text: badBody(name) });
    await fc.assert(
      fc.asyncProperty(call, async request => {
        const refusal = await refusalUnlessFound({ name, callable, call: request });
        if (refusal === undefined) return;
        const { status, reason, fields } = refusal;
        if (reason === undefined) {
          expect({ status, ...request }).toMatchObject({ status: 'INVALID_ARGUMENT' });
          expect(isCallableBody(request.text)).toBe(false);
          return;
        }
        if (status === 'INVALID_ARGUMENT' && reason !== 'BODY_TOO_LARGE')
          expect(fields?.length).toBeGreaterThan(0);
        for (const { path } of fields ?? []) expect(path.length).toBeLessThan(600);
      }),
      { numRuns: 1_000 },
    );
    await expectNothingWritten();
  }, 60_000);

  it('a body that is right gets past all that: what refuses it is the school', async () => {
    const uid = lookUps.has(name) ? student : admin;
    const { status } = await refusalOf(callable, { uid, text: wellFormedBody(name) });
    expect(['NOT_FOUND', 'PERMISSION_DENIED', 'FAILED_PRECONDITION']).toContain(status);
    await expectNothingWritten();
  });

  it('who is not signed in is told so before anything is looked at', async () => {
    const text = wellFormedBody(name);
    for (const uid of [undefined, 'a/b', '__x__', 'x'.repeat(129)]) {
      const { status } = await refusalOf(callable, uid === undefined ? { text } : { uid, text });
      expect(status).toBe('UNAUTHENTICATED');
    }
  });

  it.each([
    ['another method', { method: 'GET' }],
    ['another method', { method: 'PUT' }],
    ['plain text', { contentType: 'text/plain' }],
    ['a form', { contentType: 'application/x-www-form-urlencoded' }],
  ])('%s: %j', async (_, changes) => {
    const refusal = await refusalOf(callable, { uid: admin, text: wellFormedBody(name), ...changes });
    expect(refusal.status).toBe('INVALID_ARGUMENT');
    await expectNothingWritten();
  });

  it.each([
    ['more than 64 KiB', `{"data":{"reason":"${'x'.repeat(70_000)}"}}`, 'BODY_TOO_LARGE'],
    ['50,000 levels', `{"data":${'['.repeat(25_000)}${']'.repeat(25_000)}}`, 'BODY_TOO_DEEP'],
    [
      '101 fields',
      `{"data":{${Array.from({ length: 101 }, (_, i) => `"f${i}":1`).join()}}}`,
      'BODY_TOO_DEEP',
    ],
    ['a prototype', '{"data":{"__proto__":{"role":"admin"}}}', 'UNSAFE_KEY'],
    ['a prototype beside the data', '{"__proto__":{"data":{}}}', 'UNSAFE_KEY'],
  ])('%s', async (_, text, reason) => {
    expect(await refusalOf(callable, { uid: admin, text })).toMatchObject({
      status: 'INVALID_ARGUMENT',
      reason,
    });
    await expectNothingWritten();
  });

  it('a browser may read the refusal', async () => {
    const bodies = ['{"data":{"__proto__":1}}', '{"data":{}}'];
    for (const text of bodies) {
      const { header } = await callDirectly(callable, { uid: student, text });
      expect(header('access-control-allow-origin')).toBe('https://school.example');
    }
  });
});
