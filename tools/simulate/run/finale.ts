import { createHash } from 'node:crypto';
import { hasExpired } from '../../../functions/src/enrollments/enrollment.ts';
import { Enrollment } from '../../../functions/src/enrollments/schema.ts';
import { holdsSeat } from '../../../functions/src/enrollments/seat-gate.ts';
import { lookAtBudget } from '../checks/budget.ts';
import { lookAtAll } from '../checks/look.ts';
import { lookAtStripe } from '../checks/stripe-agrees.ts';
import type { Deliveries } from '../world/deliveries.ts';
import { sweeps } from '../world/sweeps.ts';
import type { World } from '../world/world.ts';

const DAY_MS = 86_400_000;
const DRAIN_MS = 10_000;

/** Once all faults are over and nobody asks any more: everything must come to rest, and be right. */
export async function finish({ world, deliveries }: { world: World; deliveries: Deliveries }): Promise<void> {
  const looking = { documents: world.store.documents, verdicts: world.verdicts };
  await drains(world);
  for (const process of world.processes)
    lookAtBudget(world.verdicts, { process, nowMs: world.scheduler.now() });
  await tellsAll({ world, deliveries });
  // Triggers that never came are made good by sweeps, which leave what is younger than minutes to the triggers.
  for (const waitMs of [DAY_MS / 48, DAY_MS / 48, 3 * DAY_MS, DAY_MS]) {
    await world.scheduler.wait(waitMs);
    await sweepsAll(world);
  }
  lookAtRest(world);
  lookAtUnpaid(world);
  lookAtStripe(looking, world.stripeModel);
  const before = digestOf(world);
  await tellsAll({ world, deliveries });
  await world.scheduler.wait(DAY_MS / 24);
  world.verdicts.same('every event told again changes nothing', digestOf(world), before, 'all documents');
  lookAtAll(looking);
}

/** Dead processes left nothing that anybody waits for; the living ones must come to rest. */
async function drains(world: World): Promise<void> {
  const invariant = 'after the faults the queues drain';
  for (const process of world.alive) {
    let isIdle = false;
    process.lanes.idle().then(
      () => {
        isIdle = true;
      },
      (error: unknown) => world.onError('idle', error),
    );
    await world.scheduler.wait(DRAIN_MS);
    world.verdicts.hold(invariant, isIdle, () => process.name);
  }
}

/** Every event of Stripe once more, in an order of its own; those that were kept back for the first time. */
async function tellsAll({ world, deliveries }: { world: World; deliveries: Deliveries }): Promise<void> {
  for (const event of world.stripeModel.events.toReversed()) {
    const isTaken = await deliveries.post(event);
    world.verdicts.hold(
      'after the faults nothing is left waiting',
      isTaken,
      () => `${event.id} was not taken`,
    );
  }
}

async function sweepsAll(world: World): Promise<void> {
  for (const [name, work] of Object.entries(sweeps)) {
    const done = await world.invoke({ uid: 'system', work });
    world.verdicts.hold(
      'after the faults nothing is left waiting',
      done.kind === 'done',
      () => `${name} failed`,
    );
  }
}

/** What waits for something, by its collection and how it says so. */
const waiting: readonly { readonly group: string; readonly field: string; readonly value: unknown }[] = [
  { group: 'stripeEvents', field: 'state', value: 'received' },
  { group: 'outbox', field: 'state', value: 'PENDING' },
  { group: 'challenges', field: 'state', value: 'ISSUED' },
  { group: 'reservations', field: 'state', value: 'HELD' },
  ...['ACTIVE', 'IDLE', 'ON_BREAK'].map(value => ({ group: 'sessions', field: 'state', value })),
];

function lookAtRest({ documents, verdicts }: World): void {
  for (const { group, field, value } of waiting)
    for (const path of documents.pathsInGroup(group))
      verdicts.hold(
        'after the faults nothing is left waiting',
        documents.data(path)?.[field] !== value,
        () => `${path} is ${String(value)}`,
      );
}

/** Of the courses that were never opened: nobody comes back to one whose time is over, so the nightly job has to. */
function lookAtUnpaid({ store: { documents }, verdicts, scheduler }: World): void {
  const now = new Date(scheduler.now());
  for (const path of documents.pathsInGroup('courses')) {
    if (!path.startsWith('users/')) continue;
    const { activatedAt, expiresAt, enrollmentStatus } = Enrollment.parse(documents.data(path));
    if (activatedAt !== null || !hasExpired({ expiresAt }, now)) continue;
    const isOut = !holdsSeat(enrollmentStatus);
    verdicts.hold('who did not pay in time holds no seat', isOut, () => `${path} is ${enrollmentStatus}`);
  }
}

function digestOf({ store: { documents } }: World): string {
  const hash = createHash('sha256');
  for (const path of [...documents.paths()].sort())
    hash.update(`${path} ${JSON.stringify(documents.data(path))}\n`);
  return hash.digest('hex');
}
