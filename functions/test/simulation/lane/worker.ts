import { LaneMetrics, Lanes } from '../../../src/commit/index.ts';
import { RetryBudget } from '../../../src/platform/retry/index.ts';
import { deposit } from '../../unit/commit/bank-commands.ts';
import { told } from './lane-world.ts';
import { type WorkerAnswer, WorkerOrder } from './worker-protocol.ts';

/** Conflicts among many processes take their time. */
const deadlineMs = 40_000;

async function work(order: WorkerOrder): Promise<readonly WorkerAnswer[]> {
  const { projectId, host, bank, account, ids, maxCommands } = order;
  const lanes = new Lanes({
    target: { projectId, host },
    bounds: { maxCommands },
    budget: new RetryBudget({ reserve: 1_000_000 }),
    metrics: new LaneMetrics(),
  });
  const answers = await Promise.all(
    ids.map(async id => ({
      id,
      told: await told(lanes.submit(deposit({ bank, account, id, amount: 1, deadlineMs }))),
    })),
  );
  await lanes.close();
  return answers;
}

const [, , order] = process.argv;
if (order !== undefined) {
  const answers = await work(WorkerOrder.parse(JSON.parse(order)));
  process.stdout.write(JSON.stringify(answers));
}
