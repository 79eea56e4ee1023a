import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { certificateDoc } from '../certificates/store.ts';
import {
  apply,
  type Command,
  create,
  type Doc,
  lanes,
  toExpectNew,
  toWrite,
  update,
  type View,
} from '../commit/index.ts';
import { sessionDoc } from '../compliance/store.ts';
import { enrollmentDoc } from '../enrollments/store.ts';
import { quizRecordDoc } from '../quizzes/store.ts';
import { nothing, ofCertificate, ofEnrollment, ofQuiz, ofSession } from './contribution.ts';
import type { Contribution, Source } from './schema.ts';
import { markDoc, summaryDoc, totalsDoc } from './store.ts';
import { applyContribution } from './tally.ts';

const CountOutcome = z.object({ result: z.enum(['counted', 'unchanged']) });
type CountOutcome = z.infer<typeof CountOutcome>;

/**
 * Counts a source as it is at this moment, in the place of what was counted of it before. An event only says that
 * there is something to look at, so it may come twice, late, in any order, or after the source is gone.
 *
 * The mark is written even if nothing changed: of two that look at once, the one that saw less then finds its mark
 * changed and looks again. The source itself is read without a lock, which payments and heartbeats would wait for.
 *
 * Reads 3 (source, mark, summary), 4 for an enrollment (totals), 2 for a session (no mark); writes the mark and what
 * has changed of the sums.
 */
export function countSourceCommand(source: Source): Command<CountOutcome> {
  const { doc, read } = sourceOf(source);
  const mark = markDoc(source);
  const summary = summaryDoc(source.userId);
  const totals = source.kind === 'enrollment' ? totalsDoc(source.courseId) : undefined;
  return {
    operation: 'countSource',
    aggregate: totals?.path ?? summary.path,
    receipt: 'state',
    loads: [
      ...[doc, summary, ...(totals === undefined ? [] : [totals])].map(toWrite),
      // A session ends once, so it has hardly ever been counted before.
      source.kind === 'session' ? toExpectNew(mark) : toWrite(mark),
    ],
    outcomeSchema: CountOutcome,
    decide: view => {
      const before = { mark: view.get(mark), summary: view.get(summary), totals: totals && view.get(totals) };
      const contribution = read(view);
      const after = applyContribution({ source, ...before, contribution });
      const markWritten = put({ doc: mark, before: before.mark, after: after.mark });
      if (isDeepStrictEqual(before.mark?.contribution ?? nothing, after.mark.contribution))
        return apply({ result: 'unchanged' }, [markWritten]);
      return apply({ result: 'counted' }, [
        markWritten,
        ...(isDeepStrictEqual(before.summary, after.summary)
          ? []
          : [put({ doc: summary, before: before.summary, after: after.summary })]),
        ...(totals === undefined || isDeepStrictEqual(before.totals, after.totals)
          ? []
          : [put({ doc: totals, before: before.totals, after: after.totals })]),
      ]);
    },
  };
}

/** @throws when it has to be tried again */
export async function countSource(source: Source): Promise<void> {
  await lanes().submit(countSourceCommand(source));
}

const put = <T extends object>(input: { doc: Doc<T>; before: T | undefined; after: T }) =>
  input.before === undefined ? create(input.doc, input.after) : update(input.doc, input.after);

interface Reading {
  readonly doc: Doc<object>;
  /** What it contributes; undefined if it is gone. */
  read(view: View): Contribution | undefined;
}

function sourceOf(source: Source): Reading {
  switch (source.kind) {
    case 'enrollment':
      return reading(enrollmentDoc(source), ofEnrollment);
    case 'quiz':
      return reading(quizRecordDoc(source), ofQuiz);
    case 'session':
      return reading(sessionDoc(source), ofSession);
    case 'certificate':
      return reading(certificateDoc(source.certificateId), ofCertificate);
  }
}

function reading<T extends object>(doc: Doc<T>, contributionOf: (data: T) => Contribution): Reading {
  return {
    doc,
    read: view => {
      const data = view.get(doc);
      return data && contributionOf(data);
    },
  };
}
