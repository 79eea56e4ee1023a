import { update } from '../commit/index.ts';
import { lessonProgressDoc } from '../compliance/lesson-progress.ts';
import { Session, SessionEvent } from '../compliance/schema.ts';
import { TimeAdjustment } from '../enrollments/adjustment.ts';
import { enrollmentKeyOf } from '../enrollments/store.ts';
import { firestore } from '../platform/firestore.ts';
import { Id } from '../platform/ids.ts';
import { childrenOf, type Found, versionsOf } from './documents.ts';
import type { Look, Stage } from './stage.ts';
import { enrollments } from './stage-parents.ts';
import { isOfThisRound, LessonSeconds } from './true-hours.ts';
import { readAs } from './truth.ts';

const Pending = Session.pick({ endedAt: true, pendingLessonSeconds: true });
const Restart = TimeAdjustment.pick({ cause: true, at: true });
const StoredLink = SessionEvent.pick({ kind: true, lessonId: true, creditedSeconds: true });

const EVENTS_PER_PAGE = 500;

/** One session's chain page by page, in its order. */
async function* linksOf(session: Found): AsyncGenerator<Found['data']> {
  const ordered = firestore()
    .collection(`${session.path}/events`)
    .orderBy('position')
    .select('kind', 'lessonId', 'creditedSeconds', 'position')
    .limit(EVENTS_PER_PAGE);
  let page = await ordered.get();
  while (!page.empty) {
    yield* page.docs.map(document => document.data());
    const last = page.docs.at(-1);
    if (last === undefined || page.size < EVENTS_PER_PAGE) return;
    page = await ordered.startAfter(last).get();
  }
}

interface Studied {
  readonly seconds: Map<string, number>;
  readonly unreadable: string[];
}

async function addSession({ session, studied }: { session: Found; studied: Studied }): Promise<void> {
  const pending = Pending.safeParse(session.data);
  if (!pending.success) {
    studied.unreadable.push(`${session.path} cannot be read`);
    return;
  }
  const chain = new LessonSeconds();
  for await (const data of linksOf(session)) {
    const { items, unreadable } = readAs(StoredLink, [{ path: `an event of ${session.path}`, data }]);
    for (const link of items) chain.add(link);
    studied.unreadable.push(...unreadable);
  }
  for (const [lessonId, seconds] of chain.reached(pending.data.pendingLessonSeconds))
    studied.seconds.set(lessonId, (studied.seconds.get(lessonId) ?? 0) + seconds);
}

async function lookAt(input: {
  parent: Found;
  lessons: readonly Found[];
  sessions: readonly Found[];
  adjustments: readonly Found[];
}): Promise<readonly Look[]> {
  const { parent, lessons, sessions, adjustments } = input;
  const restarts = readAs(Restart, adjustments);
  const studied: Studied = { seconds: new Map(), unreadable: [...restarts.unreadable] };
  for (const session of sessions) {
    const ended = Pending.safeParse(session.data);
    if (ended.success && !isOfThisRound(ended.data, restarts.items)) continue;
    await addSession({ session, studied });
  }
  const versions = versionsOf([...lessons, ...sessions, ...adjustments]);
  const { unreadable: contradictions } = studied;
  return lessons.map(({ path, data: stored }) => {
    const creditedSeconds = studied.seconds.get(path.split('/').at(-1) ?? '') ?? 0;
    return { path, parent: parent.path, stored, versions, contradictions, expected: { creditedSeconds } };
  });
}

function docAt(path: string) {
  const key = enrollmentKeyOf(path.split('/').slice(0, 4).join('/'));
  if (key === undefined) throw new Error(`${path} is below no enrollment.`);
  return lessonProgressDoc({ ...key, lessonId: Id.parse(path.split('/').at(-1)) });
}

/** A lesson's time, told by every event of its student's sessions: by far the longest stage. */
export const lessons: Stage = {
  name: 'lessons',
  ...enrollments,
  patienceMs: 0,
  async look(parents, records) {
    const [lessonsOf, sessionsOf, adjustmentsOf] = await Promise.all([
      childrenOf({ parents, records, group: 'lessons', fields: ['creditedSeconds'] }),
      childrenOf({ parents, records, group: 'sessions', fields: ['endedAt', 'pendingLessonSeconds'] }),
      childrenOf({ parents, records, group: 'adjustments', fields: ['cause', 'at'] }),
    ]);
    const looks: Look[] = [];
    for (const parent of parents) {
      const { path } = parent;
      const read = {
        lessons: lessonsOf(path),
        sessions: sessionsOf(path),
        adjustments: adjustmentsOf(path),
      };
      if (read.lessons.length > 0) looks.push(...(await lookAt({ parent, ...read })));
    }
    return looks;
  },
  rows: () => [],
  mend: ({ look }) => [update(docAt(look.path), look.expected)],
};
