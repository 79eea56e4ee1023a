import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { create, update } from '../commit/index.ts';
import { EnrollmentStatus } from '../enrollments/schema.ts';
import { enrollmentKeyOf } from '../enrollments/store.ts';
import type { Id } from '../platform/ids.ts';
import { streamingFirestore } from '../platform/stream-query.ts';
import { Counted, ofEnrollment } from '../statistics/contribution.ts';
import { countSource } from '../statistics/count-source.ts';
import { Mark, type Totals } from '../statistics/schema.ts';
import { markDoc, totalsDoc } from '../statistics/store.ts';
import { applyContribution, emptyTotals } from '../statistics/tally.ts';
import { type Found, pagesOf, read } from './documents.ts';
import type { Look, Stage } from './stage.ts';
import { courses } from './stage-parents.ts';
import { courseIdOf } from './stage-seats.ts';
import { anyDoc } from './store.ts';
import { TotalsCount } from './true-totals.ts';
import { readAs } from './truth.ts';

/** A course's enrollments, whatever became of them; the index for it is that of the seats' count. */
const enrollmentsIn = (courseId: Id): AsyncGenerator<readonly Found[]> =>
  pagesOf({
    query: streamingFirestore()
      .collectionGroup('courses')
      .where('courseId', '==', courseId)
      .where('enrollmentStatus', 'in', [...EnrollmentStatus.options])
      .select(...Object.keys(Counted.shape)),
    after: null,
  });

async function lookAt(course: Found): Promise<Look | undefined> {
  const courseId = courseIdOf(course.path);
  const { path } = totalsDoc(courseId);
  const [stored] = await read([path]);
  if (stored === undefined) return undefined;
  const count = new TotalsCount();
  const contradictions: string[] = [];
  const seen = createHash('sha256').update(stored.version);
  for await (const page of enrollmentsIn(courseId)) {
    const { items, unreadable } = readAs(Counted, page);
    count.add(items);
    contradictions.push(...unreadable);
    for (const { path: name, version } of page) seen.update(`${name}@${version}`);
  }
  return lookOf({ course, stored, totals: count.totals, contradictions, versions: seen.digest('hex') });
}

function lookOf(input: {
  course: Found;
  stored: Found;
  totals: Totals;
  contradictions: readonly string[];
  versions: string;
}): Look {
  const { course, stored, totals, contradictions, versions } = input;
  return {
    path: stored.path,
    parent: course.path,
    stored: stored.isThere ? stored.data : { ...emptyTotals },
    expected: contradictions.length > 0 ? {} : { ...totals },
    contradictions,
    versions,
  };
}

const sourceAt = (path: string) => {
  const key = enrollmentKeyOf(path);
  if (key === undefined) throw new Error(`${path} is no enrollment.`);
  return { kind: 'enrollment', ...key } as const;
};

/** What was last counted of each of a page's enrollments; nothing where it never was. */
async function marksOf(page: readonly Found[]): Promise<readonly (Mark | undefined)[]> {
  const marks = await read(page.map(({ path }) => markDoc(sourceAt(path)).path));
  return marks.map(({ isThere, data }) => (isThere ? Mark.parse(data) : undefined));
}

/** Counts again each enrollment of which something else was counted last. */
async function countMissed(courseId: Id): Promise<void> {
  for await (const page of enrollmentsIn(courseId)) {
    const marks = await marksOf(page);
    const missed = page.filter(({ data }, index) => {
      const counted = Counted.safeParse(data);
      return counted.success && !isDeepStrictEqual(marks[index]?.contribution, ofEnrollment(counted.data));
    });
    await Promise.all(missed.map(({ path }) => countSource(sourceAt(path))));
  }
}

async function sumOfMarks(courseId: Id): Promise<Totals> {
  let totals = emptyTotals;
  for await (const page of enrollmentsIn(courseId)) {
    for (const mark of await marksOf(page)) {
      if (mark === undefined) continue;
      const { source, contribution } = mark;
      ({ totals } = applyContribution({ source, mark: undefined, contribution, summary: undefined, totals }));
    }
  }
  return totals;
}

export const totals: Stage = {
  name: 'totals',
  ...courses,
  patienceMs: 1_500,
  async look(parents) {
    const looks: Look[] = [];
    // One after the other: each goes through all of a course's students.
    for (const course of parents) {
      const look = await lookAt(course);
      if (look !== undefined) looks.push(look);
    }
    return looks;
  },
  prepare: ({ parent }) => countMissed(courseIdOf(parent)),
  async lookToRepair(course) {
    const courseId = courseIdOf(course.path);
    const [stored] = await read([totalsDoc(courseId).path]);
    if (stored === undefined) return [];
    const sums = await sumOfMarks(courseId);
    return [lookOf({ course, stored, totals: sums, contradictions: [], versions: stored.version })];
  },
  rows: () => [],
  mend({ look }, view) {
    const doc = totalsDoc(courseIdOf(look.path));
    const sums = doc.schema.parse(look.expected);
    return [view.get(anyDoc(look.path)) === undefined ? create(doc, sums) : update(doc, sums)];
  },
};
