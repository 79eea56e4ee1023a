import { readCallable } from '../../../../tools/fuzz/answer.ts';
import { credentialAttacks } from '../../../../tools/fuzz/attacks/credentials.ts';
import { headersOf } from '../../../../tools/fuzz/callers.ts';
import { allEndpoints } from '../../../../tools/fuzz/endpoints.ts';
import { changesBesidesTheLog, takeSnapshot } from '../../../../tools/fuzz/snapshot.ts';
import { validBody } from '../../../../tools/fuzz/world/bodies.ts';
import type { HostileWorld } from './hostile-world.ts';

const endpoints = allEndpoints().filter(({ kind }) => kind === 'callable');
const [enroll] = endpoints.filter(({ name }) => name === 'enroll');

/** Everything is right about it: whatever is refused below is refused for who asks. */
async function rightRequest({ instance, studentFor }: HostileWorld) {
  if (enroll === undefined) throw new Error('enroll is not deployed');
  const cast = { owner: await studentFor('enroll'), classmate: await studentFor('enroll') };
  const body = validBody({ name: 'enroll', student: cast.owner });
  const headers = headersOf({ instance, actor: 'owner', cast });
  return { endpoint: enroll, instance, cast, doer: 'owner' as const, body, headers };
}

/** Tokens and App Check, each alone: the only thing between a right request and what it asks for. */
export function describeWhoMayAsk(world: () => HostileWorld): void {
  describe('in production, where tokens are verified', () => {
    let request: Awaited<ReturnType<typeof rightRequest>>;

    beforeAll(async () => {
      request = await rightRequest(world());
    });

    it('who bears a true token and asks from an app of ours is served', async () => {
      const { headers, body } = await rightRequest(world());
      const received = await world().sender.send({
        path: '/enroll',
        headers,
        body: JSON.stringify({ data: body }),
      });
      expect(readCallable(received)).toMatchObject({
        kind: 'done',
        result: { enrollmentStatus: 'PENDING_PAYMENT' },
      });
    });

    it('every other token, and every other app, is told nothing but that, and nothing is written', async () => {
      const before = await takeSnapshot(request.instance);
      const attacks = credentialAttacks(request);
      const answers = await Promise.all(
        attacks.map(async ({ what, sending }) => ({
          what,
          told: readCallable(await world().sender.send(sending)),
        })),
      );
      const listened = answers.filter(
        ({ told }) =>
          told.kind !== 'turnedAway' && !(told.kind === 'refused' && told.reason === 'SIGN_IN_REQUIRED'),
      );
      expect(listened).toEqual([]);
      expect(changesBesidesTheLog({ before, after: await takeSnapshot(request.instance) })).toEqual([]);
    });

    it.each(endpoints)('$name is not answered without App Check', async ({ name }) => {
      const { headers, body } = request;
      const { 'x-firebase-appcheck': _app, ...withoutApp } = headers;
      const sent = { path: `/${name}`, headers: withoutApp, body: JSON.stringify({ data: body }) };
      expect(readCallable(await world().sender.send(sent))).toEqual({
        kind: 'turnedAway',
        status: 'UNAUTHENTICATED',
      });
    });
  });
}
