import { z } from 'zod';
import { apply, type Command, create, toWrite } from '../../../src/commit/index.ts';
import { writeBytesAtMost } from '../../../src/commit/wire/size.ts';
import { refuse } from '../../../src/platform/refusal.ts';
import { ample, planOn, Stored, toldTo } from './planning.ts';

const Note = z.object({ text: z.string() });
const noteDoc = (id: string) => ({ path: `notes/${id}`, schema: Note });

/** Creates one document per id, without a receipt, so that its size is what the test says. */
function writeNotes(ids: readonly string[], text = ''): Command<{ readonly count: number }> {
  const docs = ids.map(noteDoc);
  return {
    operation: 'write',
    aggregate: 'notes',
    receipt: 'state',
    loads: docs.map(toWrite),
    outcomeSchema: z.object({ count: z.int() }),
    decide: () =>
      apply(
        { count: ids.length },
        docs.map(doc => create(doc, { text })),
      ),
  };
}

const applied = (count: number) => ({ outcome: { count }, replayed: false });
/** What one empty note `n` counts for. */
const noteBytes = writeBytesAtMost({ path: 'notes/n', fields: { text: '' } });

describe('the bounds of a commit', () => {
  it('a command that fits to the last write is applied, one write more waits for the next commit', () => {
    const plan = (maxWrites: number) =>
      planOn({
        stored: new Stored(),
        commands: [writeNotes(['a', 'b']), writeNotes(['c'])],
        bounds: { ...ample, maxWrites },
      });
    expect(toldTo(plan(3))).toEqual([applied(2), applied(1)]);
    expect(toldTo(plan(2))).toEqual([applied(2)]);
    expect(plan(2).leftOver.map(({ command }) => command.loads.length)).toEqual([1]);
    expect(plan(2).writes).toHaveLength(2);
  });

  it('a command that fits to the last byte is applied, one byte more waits for the next commit', () => {
    const plan = (maxBytes: number) =>
      planOn({
        stored: new Stored(),
        commands: [writeNotes(['a']), writeNotes(['b'])],
        bounds: { ...ample, maxBytes },
      });
    expect(toldTo(plan(2 * noteBytes))).toEqual([applied(1), applied(1)]);
    expect(toldTo(plan(2 * noteBytes - 1))).toEqual([applied(1)]);
    expect(plan(2 * noteBytes - 1).leftOver).toHaveLength(1);
  });

  it('bytes are counted as they are sent: a letter of two bytes is two', () => {
    const bounds = { ...ample, maxBytes: noteBytes + 1 };
    expect(toldTo(planOn({ stored: new Stored(), commands: [writeNotes(['a'], 'e')], bounds }))).toEqual([
      applied(1),
    ]);
    expect(toldTo(planOn({ stored: new Stored(), commands: [writeNotes(['a'], 'é')], bounds }))).toEqual([
      'COMMAND_TOO_LARGE',
    ]);
  });

  it('a command too large for any commit is refused, and those around it are applied', () => {
    const plan = planOn({
      stored: new Stored(),
      commands: [writeNotes(['a', 'b', 'c']), writeNotes(['d'])],
      bounds: { ...ample, maxWrites: 2 },
    });
    expect(toldTo(plan)).toEqual(['COMMAND_TOO_LARGE', applied(1)]);
    expect(plan.writes.map(({ path }) => path)).toEqual(['notes/d']);
  });

  it('a command that no longer fits keeps its place before those that would', () => {
    const commands = [writeNotes(['a']), writeNotes(['b', 'c']), writeNotes(['d'])];
    const plan = planOn({ stored: new Stored(), commands, bounds: { ...ample, maxWrites: 2 } });
    expect(plan.leftOver.map(({ command }) => command)).toEqual(commands.slice(1));
  });

  it('a document written a second time counts as one write', () => {
    const plan = planOn({
      stored: new Stored(),
      commands: [writeNotes(['a']), writeNotes(['a'])],
      bounds: { ...ample, maxWrites: 1 },
    });
    expect(toldTo(plan)).toEqual([applied(1), 'A plan creates notes/a, which exists.']);
    expect(plan.leftOver).toEqual([]);
  });

  it('refusals and replays take no room', () => {
    const stored = new Stored();
    const refused = { ...writeNotes(['x']), decide: () => refuse('SOLD_OUT') };
    const plan = planOn({
      stored,
      commands: [refused, refused, writeNotes(['a'])],
      bounds: { ...ample, maxWrites: 1 },
    });
    expect(toldTo(plan)).toEqual(['SOLD_OUT', 'SOLD_OUT', applied(1)]);
  });
});
