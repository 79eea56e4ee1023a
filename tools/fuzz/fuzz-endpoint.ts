import { type Attack, someOfEach } from './attacks/attack.ts';
import { attacksOn } from './attacks/attacks-on.ts';
import type { Cast } from './callers.ts';
import { type Endpoint, isCallableName } from './endpoints.ts';
import type { HostileInstance } from './instance/hostile-instance.ts';
import { judge } from './judge.ts';
import type { Received, Sender } from './send.ts';
import { changesBesidesTheLog, type Snapshot, takeSnapshot } from './snapshot.ts';
import type { Tally } from './tally.ts';
import type { World } from './world/world.ts';

export interface FuzzInput {
  readonly endpoint: Endpoint;
  readonly instance: HostileInstance;
  readonly sender: Sender;
  readonly world: World;
  readonly tally: Tally;
  readonly seed: number;
  /** Bodies by chance, on top of all that is tried anyhow. */
  readonly runs: number;
  /** Not all, but so many of each class and field, other ones at each endpoint: enough for every day. */
  readonly sample?: { readonly perGroup: number; readonly offset: number };
  readonly isCancelled?: () => boolean;
}

/** Sent at once: few enough that one that wrote is found among them. */
const BATCH = 64;

const inBatches = (attacks: readonly Attack[]): Attack[][] =>
  Array.from({ length: Math.ceil(attacks.length / BATCH) }, (_, index) =>
    attacks.slice(index * BATCH, (index + 1) * BATCH),
  );

/** A nightly recount keeps a record of itself, whatever called it. */
const ownRecord: Readonly<Record<string, string>> = { reconcileEverything: 'reconciliations/' };

async function castFor({ endpoint, world }: FuzzInput): Promise<Cast> {
  const { name } = endpoint;
  const kind = isCallableName(name) ? name : 'enroll';
  return { owner: await world.studentFor(kind), classmate: await world.studentFor(kind) };
}

interface Tried {
  readonly attack: Attack;
  readonly received: Received;
}

/** What is done by itself looks at the world once, so that afterwards there is nothing left to do. */
async function settle({ endpoint, sender }: FuzzInput): Promise<void> {
  if (endpoint.kind === 'schedule') await sender.send({ path: `/${endpoint.name}`, body: '{}' });
}

/** Tries all that is known against one endpoint, and adds what it saw to the tally. */
export async function fuzzEndpoint(input: FuzzInput): Promise<void> {
  const { endpoint, instance, world, tally, seed, runs, sample, isCancelled = () => false } = input;
  await world.reset();
  const cast = await castFor(input);
  await settle(input);
  const all = attacksOn({ target: { endpoint, instance, cast }, seed, runs });
  const attacks = sample === undefined ? all : someOfEach({ attacks: all, ...sample });

  const attempt = async (batch: readonly Attack[]): Promise<Tried[]> => {
    const tried = await Promise.all(
      batch.map(async attack => ({ attack, received: await input.sender.send(attack.sending) })),
    );
    for (const { attack, received } of tried) {
      const verdicts = judge({ attack, received, kind: endpoint.kind, cast });
      tally.add({ endpoint: endpoint.name, attack, verdicts });
    }
    return tried;
  };

  let before = await takeSnapshot(instance);
  for (const batch of inBatches(attacks.filter(({ expected }) => expected.kind !== 'anything'))) {
    if (isCancelled()) return;
    const tried = await attempt(batch);
    const after = await takeSnapshot(instance);
    tally.addWrites({
      endpoint: endpoint.name,
      attacks: batch,
      ...suspicion({ endpoint, before, after, tried }),
    });
    before = after;
  }
  // Last, since they may succeed: nothing after them could tell what was written.
  for (const batch of inBatches(attacks.filter(({ expected }) => expected.kind === 'anything'))) {
    if (isCancelled()) return;
    await attempt(batch);
  }
}

function suspicion(input: {
  readonly endpoint: Endpoint;
  readonly before: Snapshot;
  readonly after: Snapshot;
  readonly tried: readonly Tried[];
}): { changes: readonly string[]; suspects: readonly Attack[] } {
  const own = ownRecord[input.endpoint.name];
  const changes = changesBesidesTheLog(input).filter(path => own === undefined || !path.startsWith(own));
  const succeeded = input.tried.filter(({ received }) => received.kind === 'answer' && received.status < 300);
  return { changes, suspects: succeeded.map(({ attack }) => attack) };
}
