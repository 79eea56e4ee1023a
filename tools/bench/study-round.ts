import { Session } from '../../functions/src/compliance/schema.ts';
import { sessionDoc } from '../../functions/src/compliance/store.ts';
import { enrollmentDoc } from '../../functions/src/enrollments/store.ts';
import { firestore } from '../../functions/src/platform/firestore.ts';
import { plainOf } from '../../functions/src/platform/plain.ts';
import type { Round } from './figures.ts';
import type { Instances } from './instances.ts';
import type { RoundReport, Work } from './protocol.ts';
import type { BenchContext } from './result.ts';
import { creditedByAll, startedOf } from './subjects/study.ts';

/** Documents written or read at once while setting up and recounting. */
const CHUNK = 200;

export type StudyRound = Round & { report: RoundReport };

/** So many students, each heard of once, with what their sessions say afterwards. */
export async function studyRound(input: {
  context: BenchContext;
  /** Of the benchmark: no two may write the same documents. */
  name: string;
  of: Instances;
  run: string;
  count: number;
  atOnce?: number;
}): Promise<StudyRound> {
  const { context, of, run, count, atOnce } = input;
  const name = `${input.name}-${of.subject}-${run}`;
  const timing = atOnce === undefined ? {} : { atOnce };
  const work: Work = { run: name, courseId: input.name, userId: name, first: 0, count, ...timing };
  await seed(work);
  context.say(`${input.name}: ${of.subject}, ${count} students (${run}) …`);
  const report = await of.round(work);
  const { samples, elapsedMs } = report;
  return { samples, elapsedMs, report, ...(await recount(work)) };
}

const indexesOf = ({ count }: Work): readonly number[] => Array.from({ length: count }, (_, index) => index);

const chunksOf = (indexes: readonly number[]): readonly (readonly number[])[] =>
  Array.from({ length: Math.ceil(indexes.length / CHUNK) }, (_, chunk) =>
    indexes.slice(chunk * CHUNK, (chunk + 1) * CHUNK),
  );

/** Enrollments and open sessions, as `startSession` leaves them. */
async function seed(work: Work): Promise<void> {
  for (const chunk of chunksOf(indexesOf(work))) {
    const batch = firestore().batch();
    for (const { session, enrollment } of chunk.map(index => startedOf(work, index))) {
      batch.set(firestore().doc(enrollmentDoc(session).path), enrollment);
      batch.set(firestore().doc(sessionDoc(session).path), session);
    }
    await batch.commit();
  }
}

/** Sessions that were not credited with the minute, and such as were credited with more. */
async function recount(work: Work): Promise<{ lost: number; doubled: number }> {
  const seconds: number[] = [];
  for (const chunk of chunksOf(indexesOf(work))) {
    const docs = chunk.map(index => firestore().doc(sessionDoc(startedOf(work, index).session).path));
    for (const found of await firestore().getAll(...docs))
      seconds.push(Session.parse(plainOf(found.data())).creditedSeconds);
  }
  return {
    lost: seconds.filter(each => each < creditedByAll).length,
    doubled: seconds.filter(each => each > creditedByAll).length,
  };
}
