import fc from 'fast-check';
import type { AnyCommand } from '../../../src/commit/command.ts';
import type { Lanes } from '../../../src/commit/index.ts';
import { deposit, setLimit } from '../../unit/commit/bank-commands.ts';
import { type Audit, auditBank } from './audit.ts';
import { anyFaults } from './fault-plans.ts';
import { type LaneWorld, openLaneWorld, told, unique } from './lane-world.ts';
import { accounts, anyWish, commandOf, type Wish } from './wishes.ts';

/** More of them find more: `SEATBELT_PROPERTY_RUNS=500 npm test -- …` takes some minutes. */
const numRuns = Number(process.env['SEATBELT_PROPERTY_RUNS'] ?? 12);

const firstBalance = 50;
const firstLimit = 20;

let world: LaneWorld;
let processes: readonly Lanes[];

beforeAll(async () => {
  world = await openLaneWorld();
  // Longer than the emulator waits at a lock: whoever gives up before it leaves a commit behind that holds its own.
  const options = { rpcTimeoutMs: 2_500, deadlineMs: 20_000 };
  // One that takes locks at once among two that do not: they must not slip past each other.
  const locking = { ...options, bounds: { conflictsBeforeLocking: 0 } };
  processes = [world.newLanes(options), world.newLanes(options), world.newLanes(locking)];
});

afterAll(() => world.close());

interface Submission {
  readonly wish: Wish;
  /** Which process it reaches. */
  readonly at: number;
  /** Some callers wait hardly at all. */
  readonly isHasty: boolean;
}

interface Asked extends Submission {
  readonly command: AnyCommand;
  readonly answer: unknown;
}

const submissions = fc.array(
  fc.record({
    wish: anyWish,
    at: fc.nat({ max: 2 }),
    isHasty: fc.integer({ min: 0, max: 9 }).map(number => number === 0),
  }),
  { minLength: 5, maxLength: 60 },
);

const isUnknown = (answer: unknown): boolean => answer === 'TOOK_TOO_LONG' || answer === 'UNAVAILABLE';
const isRefused = (answer: unknown): boolean => typeof answer === 'string' && !isUnknown(answer);

async function openBank(bank: string): Promise<readonly Wish[]> {
  const [lanes] = processes;
  await lanes?.submit(setLimit({ bank, id: 'first', max: firstLimit }));
  await Promise.all(
    accounts.map(account => lanes?.submit(deposit({ bank, account, id: 'first', amount: firstBalance }))),
  );
  return [{ kind: 'setLimit', id: 'first', max: firstLimit }];
}

function ask({ bank, all }: { bank: string; all: readonly Submission[] }): Promise<readonly Asked[]> {
  return Promise.all(
    all.map(async submission => {
      const { wish, at, isHasty } = submission;
      const command = commandOf({ bank, wish });
      const lanes = processes[at % processes.length];
      const asked = isHasty ? { ...command, deadlineMs: 30 } : command;
      return { ...submission, command, answer: await told(lanes?.submit(asked) ?? Promise.reject()) };
    }),
  );
}

async function drained(): Promise<void> {
  world.proxy.clear();
  world.proxy.releaseBlackHole();
  await Promise.all(processes.map(lanes => lanes.idle()));
}

/** One request, however often it was asked. */
const requestOf = ({ command }: Asked): string =>
  command.receipt === 'state' ? '' : `${command.receipt.doc.path} ${command.receipt.fingerprint}`;

function checkAnswers({ asked, audit }: { asked: readonly Asked[]; audit: Audit }): void {
  for (const [request, same] of Map.groupBy(asked, requestOf)) {
    const [path = '', fingerprint] = request.split(' ');
    const receipt = audit.receipts.get(path);
    const stored = receipt?.fingerprint === fingerprint ? receipt : undefined;
    const answers = same.map(({ answer }) => answer);
    const applied = answers.filter(answer => typeof answer !== 'string');
    // Answered «ok»: the receipt is there with that very answer, and one caller at most was the first.
    for (const answer of applied) expect(answer).toMatchObject({ outcome: stored?.outcome });
    expect(applied.filter(answer => JSON.stringify(answer).includes('"replayed":false')).length).toBeLessThan(
      2,
    );
    // All refused: nothing of it is there.
    if (answers.every(isRefused)) expect(stored).toBeUndefined();
    if (answers.includes('REQUEST_ID_REUSED')) expect(receipt?.fingerprint).not.toBe(fingerprint);
    for (const { wish, answer } of same) checkReason({ wish, answer, audit });
  }
}

/** A refusal was true at some moment: the money, or the limit, was not there. */
function checkReason({ wish, answer, audit }: { wish: Wish; answer: unknown; audit: Audit }): void {
  if (answer === 'AMOUNT_EXCEEDS_DUE' && wish.kind === 'spend')
    expect(Math.min(...audit.limits)).toBeLessThan(wish.amount);
  if (answer !== 'NOTHING_DUE') return;
  if (wish.kind === 'setLimit' || wish.kind === 'deposit') throw new Error('Nothing to refuse here.');
  expect(Math.min(...(audit.balances.get(wish.account) ?? []))).toBeLessThan(wish.amount);
}

describe('any commands, any duplicates, any faults, three processes', () => {
  it('leave a bank that a plain model recomputes, and every caller was told the truth', async () => {
    const property = fc.asyncProperty(submissions, anyFaults, async (all, faults) => {
      const bank = unique();
      const opened = await openBank(bank);
      const wishes = [...opened, ...all.map(({ wish }) => wish)];
      for (const fault of faults) world.proxy.plan(fault);
      const asked = await ask({ bank, all });
      await drained();
      const audit = await auditBank({ world, bank, wishes });
      checkAnswers({ asked, audit });

      // Whoever does not know asks again, and then knows.
      const unknown = asked
        .filter(({ answer }) => isUnknown(answer))
        .map(each => ({ ...each, isHasty: false }));
      const learnt = await ask({ bank, all: unknown });
      expect(learnt.map(({ answer }) => answer).filter(isUnknown)).toEqual([]);
      const after = await auditBank({ world, bank, wishes });
      checkAnswers({ asked: [...asked, ...learnt], audit: after });

      // What was applied stays applied: the same answer again, and nothing changes.
      const applied = [...asked, ...learnt].filter(({ answer }) => typeof answer !== 'string');
      const again = await ask({ bank, all: applied.map(each => ({ ...each, isHasty: false })) });
      expect(again.map(({ answer }) => answer)).toEqual(
        applied.map(({ answer }) => ({ ...Object(answer), replayed: true })),
      );
      expect(await auditBank({ world, bank, wishes })).toEqual(after);
    });
    await fc.assert(property, { numRuns, endOnFailure: true });
  }, 600_000);
});
