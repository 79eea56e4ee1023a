import { Certificate } from '../certificates/schema.ts';
import { create, update } from '../commit/index.ts';
import { Session } from '../compliance/schema.ts';
import { firestore } from '../platform/firestore.ts';
import { Id } from '../platform/ids.ts';
import { QuizRecord } from '../quizzes/schema.ts';
import { Counted } from '../statistics/contribution.ts';
import { listMarks } from '../statistics/queries.ts';
import { recountSummary } from '../statistics/recount.ts';
import { recountStudent } from '../statistics/recount-statistics.ts';
import type { Summary } from '../statistics/schema.ts';
import { summaryDoc } from '../statistics/store.ts';
import { applyContribution, emptySummary } from '../statistics/tally.ts';
import { type Found, foundIn, groupedBy, type Records, read, versionsOf } from './documents.ts';
import type { Look, Stage } from './stage.ts';
import { students } from './stage-parents.ts';
import { anyDoc } from './store.ts';
import { contradiction, readAs, type Truth } from './truth.ts';

const Quiz = QuizRecord.pick({ passed: true, bestPercent: true });
const Studied = Session.pick({ state: true, creditedSeconds: true });
const Issued = Certificate.pick({ state: true });

/** Firestore allows thirty values in one `in`. */
const MAX_IN = 30;

const userIdOf = (path: string): Id => Id.parse(path.split('/')[1]);

/** Everything of a page's students that is counted, each kind by student. */
async function recordsOf(parents: readonly Found[], records: Records) {
  const [first = '', last = ''] = [parents[0]?.path, parents.at(-1)?.path];
  const ranged = async (group: string, fields: readonly string[]) =>
    groupedBy(await records({ group, first, last, below: 'courses', fields }), ({ path }) => userIdOf(path));
  const [courses, quizzes, sessions, certificates] = await Promise.all([
    ranged('courses', Object.keys(Counted.shape)),
    ranged('quizzes', Object.keys(Quiz.shape)),
    ranged('sessions', Object.keys(Studied.shape)),
    certificatesOf(parents.map(({ path }) => userIdOf(path))),
  ]);
  return (userId: Id) =>
    [courses, quizzes, sessions, certificates].map(byStudent => byStudent.get(userId) ?? []);
}

async function certificatesOf(userIds: readonly Id[]): Promise<ReadonlyMap<string, readonly Found[]>> {
  const found: Found[] = [];
  for (let start = 0; start < userIds.length; start += MAX_IN) {
    const query = firestore()
      .collection('certificates')
      .where('userId', 'in', userIds.slice(start, start + MAX_IN));
    found.push(...(await query.select('userId', 'state').get()).docs.map(foundIn));
  }
  return groupedBy(found, ({ data }) => String(data['userId']));
}

function truthOf([
  courses = [],
  quizzes = [],
  sessions = [],
  certificates = [],
]: readonly (readonly Found[])[]): Truth {
  const read = {
    enrollments: readAs(Counted, courses),
    quizzes: readAs(Quiz, quizzes),
    sessions: readAs(Studied, sessions),
    certificates: readAs(Issued, certificates),
  };
  const unreadable = Object.values(read).flatMap(each => each.unreadable);
  if (unreadable.length > 0) return contradiction(...unreadable);
  const expected = recountSummary({
    enrollments: read.enrollments.items,
    quizzes: read.quizzes.items,
    sessions: read.sessions.items,
    certificates: read.certificates.items,
  });
  return { expected, contradictions: [] };
}

/** A student of whom nothing was counted yet has an empty summary. */
const storedIn = (summary: Found): Found['data'] => (summary.isThere ? summary.data : { ...emptySummary });

/** The sum of what was counted: what a summary is to say while the sources change. */
async function sumOfMarks(userId: Id): Promise<Summary> {
  let summary = emptySummary;
  for (const { source, contribution } of await listMarks(userId))
    ({ summary } = applyContribution({ source, mark: undefined, contribution, summary, totals: undefined }));
  return summary;
}

/** Students' summaries: what was not counted is counted, then the sums are those of what was. */
export const summaries: Stage = {
  name: 'summaries',
  ...students,
  patienceMs: 1_500,
  async look(parents, records) {
    if (parents.length === 0) return [];
    const stored = await read(parents.map(({ path }) => summaryDoc(userIdOf(path)).path));
    const of = await recordsOf(parents, records);
    return parents.flatMap((parent, index): readonly Look[] => {
      const summary = stored[index];
      if (summary === undefined) return [];
      const theirs = of(userIdOf(parent.path));
      const versions = versionsOf([summary, ...theirs.flat()]);
      const { path } = summary;
      return [{ ...truthOf(theirs), path, parent: parent.path, stored: storedIn(summary), versions }];
    });
  },
  prepare: async ({ path }) => void (await recountStudent({ userId: userIdOf(path) })),
  async lookToRepair({ path: parent }) {
    const userId = userIdOf(parent);
    const [summary] = await read([summaryDoc(userId).path]);
    if (summary === undefined) return [];
    const expected = await sumOfMarks(userId);
    const { path, version: versions } = summary;
    return [{ path, parent, stored: storedIn(summary), expected, contradictions: [], versions }];
  },
  rows: () => [],
  mend({ look }, view) {
    const doc = summaryDoc(userIdOf(look.path));
    const summary: Summary = doc.schema.parse(look.expected);
    return [view.get(anyDoc(look.path)) === undefined ? create(doc, summary) : update(doc, summary)];
  },
};
