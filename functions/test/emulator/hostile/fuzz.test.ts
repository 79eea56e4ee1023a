import { allEndpoints } from '../../../../tools/fuzz/endpoints.ts';
import { fuzzEndpoint } from '../../../../tools/fuzz/fuzz-endpoint.ts';
import { Tally } from '../../../../tools/fuzz/tally.ts';
import { useHostileWorld } from './hostile-world.ts';
import { describeWhoMayAsk } from './who-may-ask.ts';

const world = useHostileWorld('fuzz');

/** As many of each class and field as a daily round has time for; `npm run fuzz` tries all, and more by chance. */
const PER_GROUP = { callable: 1, request: 5, schedule: 1 } as const;
const CHANCE_RUNS = 6;
const SEED = 20_260_302;

const endpoints = allEndpoints().map((endpoint, offset) => ({ endpoint, name: endpoint.name, offset }));

describeWhoMayAsk(world);

describe('whatever is sent, it is refused, writes nothing and tells nothing', () => {
  it.each(endpoints)('$name', async ({ endpoint, offset }) => {
    const { instance, sender } = world();
    const tally = new Tally();
    const sample = { perGroup: PER_GROUP[endpoint.kind], offset };
    const input = {
      endpoint,
      instance,
      sender,
      world: world(),
      tally,
      seed: SEED,
      runs: CHANCE_RUNS,
      sample,
    };
    await fuzzEndpoint(input);
    expect(tally.findings).toEqual([]);
    expect(tally.byClass.size).toBeGreaterThanOrEqual(7);
  });
});
