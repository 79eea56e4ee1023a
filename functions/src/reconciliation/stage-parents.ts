import { firestore } from '../platform/firestore.ts';
import { streamingFirestore } from '../platform/stream-query.ts';
import { type Found, pagesOf, read } from './documents.ts';
import type { Stage } from './stage.ts';

type Parents = Pick<Stage, 'count' | 'parents' | 'parentAt'>;

const isBelowUsers = ({ path }: Found): boolean => path.startsWith('users/');

async function parentAt(path: string): Promise<Found> {
  const [found] = await read([path]);
  if (found === undefined) throw new Error(`Firestore did not answer for ${path}.`);
  return found;
}

async function countOf(query: FirebaseFirestore.Query): Promise<number> {
  return (await query.count().get()).data().count;
}

/** Every document below `users` in collections of one name; the catalog's of the same name are passed over. */
const belowUsers = (group: string): Parents => ({
  count: () => countOf(firestore().collectionGroup(group)),
  async *parents(after) {
    const query = streamingFirestore().collectionGroup(group);
    for await (const page of pagesOf({ query, after })) yield page.filter(isBelowUsers);
  },
  parentAt,
});

const inCollection = (name: string): Parents => ({
  count: () => countOf(firestore().collection(name)),
  parents: after => pagesOf({ query: streamingFirestore().collection(name), after }),
  parentAt,
});

export const enrollments = belowUsers('courses');
export const quizRecords = belowUsers('quizzes');
export const authorizations = inCollection('authorizations');
export const courses = inCollection('courses');

const studentOf = (path: string): string => path.split('/').slice(0, 2).join('/');

/** Everybody who ever enrolled, once each. */
export const students: Parents = {
  count: enrollments.count,
  async *parents(after) {
    let last = after;
    const behind = after === null ? null : `${after}/courses/\uf8ff`;
    for await (const page of enrollments.parents(behind)) {
      const paths = [...new Set(page.map(({ path }) => studentOf(path)))].filter(path => path !== last);
      last = paths.at(-1) ?? last;
      yield paths.map(asParent);
    }
  },
  parentAt: async path => asParent(path),
};

/** What is read of a student lies below. */
const asParent = (path: string): Found => ({ path, data: {}, isThere: true, version: '' });
