import { z } from 'zod';
import { apply, type Command, create, toCreate, toWrite, update } from '../../../src/commit/index.ts';
import { accountDoc, entryDoc } from './bank.ts';
import { type Balance, Balance as BalanceSchema, deposit, withdraw } from './bank-commands.ts';
import { planOn, Stored, told, toldTo } from './planning.ts';

const key = { bank: 'one', account: 'a' };
const pay = (id: string, amount: number) => deposit({ ...key, id, amount });
const take = (id: string, amount: number) => withdraw({ ...key, id, amount });
const applied = (balance: number) => ({ outcome: { balance }, replayed: false });
const replayed = (balance: number) => ({ outcome: { balance }, replayed: true });

/** An account that holds 100 by one entry. */
function hundred(): Stored {
  const stored = new Stored();
  stored.commit(planOn({ stored, commands: [pay('first', 100)] }).writes);
  return stored;
}

/** A command of the account whose decision is the test's own. */
const custom = (decide: Command<Balance>['decide'], id = 'custom'): Command<Balance> => ({
  ...pay(id, 1),
  decide,
});

describe('commands that share a commit', () => {
  it('are decided in the order they came, each on what those before it left', () => {
    const plan = planOn({ stored: new Stored(), commands: [pay('a', 5), take('b', 3), take('c', 3)] });
    expect(toldTo(plan)).toEqual([applied(5), applied(2), 'NOTHING_DUE']);
  });

  it('write each document once, with all they changed of it', () => {
    const stored = hundred();
    const { version } = stored.snapshot(accountDoc(key).path);
    const { writes } = planOn({ stored, commands: [pay('a', 5), take('b', 3)] });
    expect(writes.filter(({ path }) => path === accountDoc(key).path)).toEqual([
      {
        kind: 'update',
        path: accountDoc(key).path,
        patch: { balance: 102, sequence: 3 },
        basedOn: version,
      },
    ]);
    expect(writes).toHaveLength(3);
  });

  it('create a document whole that one created and another changed', () => {
    const { writes } = planOn({ stored: new Stored(), commands: [pay('a', 5), take('b', 3)] });
    expect(writes[0]).toEqual({
      kind: 'create',
      path: accountDoc(key).path,
      data: { balance: 2, sequence: 2 },
    });
  });

  it('write nothing when all are refused', () => {
    const plan = planOn({ stored: new Stored(), commands: [take('a', 1), take('b', 1)] });
    expect(plan.writes).toEqual([]);
    expect(toldTo(plan)).toEqual(['NOTHING_DUE', 'NOTHING_DUE']);
  });

  it.each([
    [
      'throws',
      () => () => {
        throw new Error('no such thing');
      },
      'no such thing',
    ],
    [
      'throws no error at all',
      () => () => {
        throw 'no such thing';
      },
      'no such thing',
    ],
    [
      'looks at what it did not declare',
      () => view =>
        apply({ balance: Number(view.get(accountDoc({ ...key, account: 'other' }))?.balance) }, []),
      'A decision used banks/one/accounts/other without declaring it in its loads.',
    ],
    [
      'creates what exists',
      () => () => apply({ balance: 1 }, [create(accountDoc(key), { balance: 1, sequence: 1 })]),
      'A plan creates banks/one/accounts/a, which exists.',
    ],
    [
      'changes what does not exist',
      () => () => apply({ balance: 1 }, [update(entryDoc({ ...key, id: 'custom' }), { amount: 1 })]),
      'A plan updates banks/one/accounts/a/entries/custom, which does not exist.',
    ],
  ] satisfies [string, () => Command<Balance>['decide'], string][])(
    'a decision that %s fails alone',
    (_, decision, message) => {
      const plan = planOn({ stored: hundred(), commands: [pay('a', 5), custom(decision()), take('b', 3)] });
      expect(toldTo(plan)).toEqual([applied(105), message, applied(102)]);
    },
  );

  it('a decision that turns out invalid half-way leaves none of its changes', () => {
    const halfValid = custom(() =>
      apply({ balance: 0 }, [
        update(accountDoc(key), { balance: 7 }),
        create(entryDoc({ ...key, id: 'custom' }), { amount: Number.NaN, balance: 7, sequence: 2 }),
      ]),
    );
    const plan = planOn({ stored: hundred(), commands: [halfValid, pay('a', 5)] });
    expect(toldTo(plan)).toEqual([expect.stringContaining('NaN'), applied(105)]);
    expect(plan.writes.map(({ path }) => path)).not.toContain(entryDoc({ ...key, id: 'custom' }).path);
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, -1, 0.5])('a balance of %p is not written', balance => {
    const poisoned = custom(() => apply({ balance: 0 }, [update(accountDoc(key), { balance })]));
    const plan = planOn({ stored: hundred(), commands: [poisoned] });
    expect(plan.writes).toEqual([]);
  });
});

describe('a command that comes again', () => {
  it('is told its first answer, and nothing is written', () => {
    const stored = hundred();
    const plan = planOn({ stored, commands: [pay('first', 100)] });
    expect(toldTo(plan)).toEqual([replayed(100)]);
    expect(plan.writes).toEqual([]);
  });

  it('is told its first answer in the very commit that applies it', () => {
    const plan = planOn({ stored: hundred(), commands: [pay('a', 5), pay('b', 1), pay('a', 5)] });
    expect(toldTo(plan)).toEqual([applied(105), applied(106), replayed(105)]);
    expect(plan.writes).toHaveLength(3);
  });

  it('is refused under its id for something else, whether that is stored or of the same commit', () => {
    const commands = [pay('first', 7), pay('a', 5), pay('a', 6)];
    const plan = planOn({ stored: hundred(), commands });
    expect(toldTo(plan)).toEqual(['REQUEST_ID_REUSED', applied(105), 'REQUEST_ID_REUSED']);
  });

  it('is decided anew if it was refused: a refusal leaves no receipt', () => {
    const stored = hundred();
    stored.commit(planOn({ stored, commands: [take('a', 101)] }).writes);
    expect(toldTo(planOn({ stored, commands: [pay('b', 1), take('a', 101)] }))).toEqual([
      applied(101),
      applied(0),
    ]);
  });

  it('keeps the receipt beside the fields of a document that was there before it', () => {
    const event = { path: 'events/one', schema: z.object({ state: z.string() }) };
    const settle: Command<Balance> = {
      ...pay('unused', 1),
      receipt: { doc: event, fingerprint: 'settle' },
      loads: [toWrite(event)],
      decide: () => apply({ balance: 1 }, [update(event, { state: 'applied' })]),
    };
    const stored = new Stored();
    stored.commit([{ kind: 'create', path: event.path, data: { state: 'received' } }]);
    stored.commit(planOn({ stored, commands: [settle] }).writes);
    expect(stored.data(event.path)).toMatchObject({
      state: 'applied',
      receipt: { operation: 'deposit', fingerprint: 'settle', outcome: { balance: 1 } },
    });
    expect(toldTo(planOn({ stored, commands: [settle] }))).toEqual([replayed(1)]);
  });

  it('needs no receipt where the state itself says that it was done', () => {
    const flag = { path: 'flags/one', schema: z.object({ isDone: z.boolean() }) };
    const sweep: Command<{ readonly isDone: boolean }> = {
      operation: 'sweep',
      aggregate: flag.path,
      receipt: 'state',
      loads: [toWrite(flag)],
      outcomeSchema: z.object({ isDone: z.boolean() }),
      decide: view =>
        apply({ isDone: true }, view.get(flag)?.isDone === true ? [] : [create(flag, { isDone: true })]),
    };
    const stored = new Stored();
    const plan = planOn({ stored, commands: [sweep, sweep] });
    expect(plan.writes).toEqual([{ kind: 'create', path: flag.path, data: { isDone: true } }]);
  });

  it('may be taken back on purpose: then the same request is done again', () => {
    const stored = hundred();
    const { path } = entryDoc({ ...key, id: 'first' });
    const lesson = { path, schema: z.object({ receipt: z.null() }) };
    const undo: Command<Balance> = {
      ...pay('undo', 1),
      loads: [toWrite(lesson)],
      decide: () => apply({ balance: 0 }, [update(lesson, { receipt: null })]),
    };
    stored.commit(planOn({ stored, commands: [undo] }).writes);
    const again = custom(() => apply({ balance: 7 }, []), 'first');
    expect(toldTo(planOn({ stored, commands: [again] }))).toEqual([applied(7)]);
  });

  it('a receipt that is not ours to read fails that command alone', () => {
    const stored = hundred();
    const { path } = entryDoc({ ...key, id: 'first' });
    stored.commit([{ kind: 'create', path, data: { receipt: { by: 'somebody else' } } }]);
    const [first, second] = planOn({ stored, commands: [pay('first', 100), pay('a', 1)] }).settlements;
    expect(first?.verdict.kind).toBe('failed');
    expect(told(second?.verdict)).toEqual(applied(101));
  });
});

describe('documents that only their own commit can create', () => {
  it('are taken for absent without a read of their own', () => {
    const fresh = entryDoc({ ...key, account: 'b', id: 'copy' });
    const both: Command<Balance> = {
      ...pay('a', 5),
      outcomeSchema: BalanceSchema,
      loads: [toWrite(accountDoc(key)), toWrite(entryDoc({ ...key, id: 'a' })), toCreate(fresh)],
      decide: () => apply({ balance: 5 }, [create(fresh, { amount: 5, balance: 5, sequence: 1 })]),
    };
    const { writes } = planOn({ stored: new Stored(), commands: [both] });
    expect(writes.map(({ kind, path }) => `${kind} ${path}`)).toContain(`create ${fresh.path}`);
  });
});
