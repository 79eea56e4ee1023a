import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { Id } from '../../../src/platform/ids.ts';
import { recountSummary, recountTotals } from '../../../src/statistics/recount.ts';
import { type Mark, type Source, Summary, Totals } from '../../../src/statistics/schema.ts';
import { sourcePath } from '../../../src/statistics/store.ts';
import { applyContribution, emptySummary, emptyTotals } from '../../../src/statistics/tally.ts';
import { contributionOf, recordsOf, type Stored, sources, storedFor } from './records.ts';

/** A student's documents, the counts of them, and looks under way: a store with optimistic commits. */
class Model {
  readonly #stored = new Map<string, Stored>();
  readonly #marks = new Map<string, Mark>();
  readonly #underWay: { source: Source; begun: ReturnType<Model['read']> }[] = [];
  summary = emptySummary;
  totals = emptyTotals;

  write(source: Source, stored: Stored | undefined): void {
    if (stored === undefined) this.#stored.delete(sourcePath(source));
    else this.#stored.set(sourcePath(source), stored);
  }

  read(source: Source) {
    const path = sourcePath(source);
    return {
      stored: this.#stored.get(path),
      mark: this.#marks.get(path),
      summary: this.summary,
      totals: this.totals,
    };
  }

  begin(source: Source): void {
    this.#underWay.push({ source, begun: this.read(source) });
  }

  /** Commits one look that is under way; it looks again if anything it writes has changed since. */
  finish(which: number): void {
    const [look] = this.#underWay.splice(which % Math.max(1, this.#underWay.length), 1);
    if (look === undefined) return;
    const { source, begun } = look;
    if (!this.#commit({ source, seen: begun })) this.#commit({ source, seen: this.read(source) });
  }

  #commit({ source, seen }: { source: Source; seen: ReturnType<Model['read']> }): boolean {
    const { stored, ...counted } = seen;
    const after = applyContribution({ source, ...counted, contribution: stored && contributionOf(stored) });
    const now = this.read(source);
    const writesSummary = !isDeepStrictEqual(after.summary, seen.summary);
    const writesTotals = !isDeepStrictEqual(after.totals, seen.totals);
    if (now.mark !== seen.mark) return false;
    if (writesSummary && now.summary !== seen.summary) return false;
    if (writesTotals && now.totals !== seen.totals) return false;
    this.#marks.set(sourcePath(source), after.mark);
    if (writesSummary) this.summary = Summary.parse(after.summary);
    if (writesTotals) this.totals = Totals.parse(after.totals);
    return true;
  }

  finishAll(): void {
    while (this.#underWay.length > 0) this.finish(0);
  }

  recounted() {
    const records = recordsOf(this.#stored.values());
    return { summary: recountSummary(records), totals: recountTotals(records.enrollments) };
  }
}

const change = fc.constantFrom(...sources).chain(source =>
  fc.record({
    kind: fc.constant('write' as const),
    source: fc.constant(source),
    stored: fc.option(storedFor[source.kind], { nil: undefined, freq: 4 }),
  }),
);
const step = fc.oneof(
  { weight: 4, arbitrary: change },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('begin' as const),
      source: fc.constantFrom(...sources),
    }),
  },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('finish' as const), which: fc.nat(20) }) },
);

function run(steps: readonly (typeof step extends fc.Arbitrary<infer Step> ? Step : never)[]): Model {
  const model = new Model();
  for (const each of steps) {
    if (each.kind === 'write') model.write(each.source, each.stored);
    if (each.kind === 'begin') model.begin(each.source);
    if (each.kind === 'finish') model.finish(each.which);
  }
  return model;
}

describe('events come twice, late, in any order, overlapping, or never', () => {
  const story = fc.array(step, { maxLength: 60 });
  const order = fc.shuffledSubarray([...sources], { minLength: sources.length });

  it('once each document was looked at after its last change, the sums are those of the records', () => {
    fc.assert(
      fc.property(story, order, (steps, last) => {
        const model = run(steps);
        for (const source of last) model.begin(source);
        model.finishAll();
        const { summary, totals } = model;
        expect({ summary, totals }).toEqual(model.recounted());
      }),
      { numRuns: 500 },
    );
  });

  it('a look that overlaps with a later one cannot bring back what it saw, though the later one changed nothing', () => {
    const model = new Model();
    const source: Source = { kind: 'certificate', userId: Id.parse('u'), certificateId: Id.parse('c') };
    const certificate = (state: 'ISSUED' | 'REVOKED'): Stored => ({ kind: 'certificate', data: { state } });
    model.write(source, certificate('ISSUED'));
    model.begin(source);
    model.finishAll();
    model.write(source, certificate('REVOKED'));
    model.begin(source);
    model.write(source, certificate('ISSUED'));
    model.begin(source);
    model.finish(1);
    model.finish(0);
    expect(model.summary).toMatchObject({ certificates: 1 });
  });

  it('looking again changes nothing', () => {
    fc.assert(
      fc.property(story, order, (steps, last) => {
        const model = run(steps);
        model.finishAll();
        for (const source of last) model.begin(source);
        model.finishAll();
        const { summary, totals } = model;
        for (const source of [...last, ...last]) model.begin(source);
        model.finishAll();
        expect(model).toMatchObject({ summary, totals });
      }),
    );
  });

  it('when all are gone nothing is left', () => {
    fc.assert(
      fc.property(story, steps => {
        const model = run(steps);
        for (const source of sources) {
          model.write(source, undefined);
          model.begin(source);
        }
        model.finishAll();
        expect(model).toMatchObject({ summary: emptySummary, totals: emptyTotals });
      }),
    );
  });
});
