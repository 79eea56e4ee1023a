import {
  collection,
  connectFirestoreEmulator,
  type DocumentSnapshot,
  doc,
  type Firestore,
  type FirestoreDataConverter,
  getDoc,
  getDocs,
  getFirestore,
  query,
  Timestamp,
  where,
} from 'firebase/firestore/lite';
import type { Course, Enrollment, PolicyVersion, Seats } from '../../../../client/src/index.ts';
import { firestoreAddress, type PageConfig } from '../../shared/config.ts';
import type { Firebase } from '../../shared/firebase.ts';
import { nextTurn } from '../../shared/next-turn.ts';
import { byTitle, type Listed, listed } from './catalog.ts';

let connected: Firestore | undefined;

/** Once for the page: the small Firestore, which reads and does not listen, is a third of the other. */
function databaseOf({ app, config }: { app: Firebase['app']; config: PageConfig }): Firestore {
  if (connected !== undefined) return connected;
  connected = getFirestore(app);
  if (config.local !== null) {
    const { host, port } = firestoreAddress(config.local);
    connectFirestoreEmulator(connected, host, port);
  }
  return connected;
}

type Offered = Pick<
  Course,
  'courseId' | 'title' | 'price' | 'currency' | 'terms' | 'policyId' | 'policyVersion'
>;

/** The loader has checked what stands in the catalog; here it is only picked. None of it is ever written back. */
const picking = <T extends object>(pick: (stored: DocumentOf) => T): FirestoreDataConverter<T> => ({
  fromFirestore: snapshot => pick(snapshot.data()),
  toFirestore: () => ({}),
});
type DocumentOf = ReturnType<Parameters<FirestoreDataConverter<object>['fromFirestore']>[0]['data']>;

const offered = picking<Offered>(({ courseId, title, price, currency, terms, policyId, policyVersion }) => ({
  ...{ courseId, title, price, currency, terms, policyId, policyVersion },
}));
const seatCount = picking<Pick<Seats, 'capacity' | 'taken' | 'waitlistCapacity' | 'waitlisted'>>(
  ({ capacity, taken, waitlistCapacity, waitlisted }) => ({ capacity, taken, waitlistCapacity, waitlisted }),
);
type Hours = Pick<PolicyVersion['rules'], 'requiredSeconds'>;
const hours = picking<Hours>(({ rules }) => ({
  requiredSeconds: rules.requiredSeconds,
}));

const standing = picking<MyCourse>(({ courseId, enrollmentStatus, accessStatus, expiresAt }) => ({
  ...{ courseId, enrollmentStatus, accessStatus },
  expiresAt: expiresAt instanceof Timestamp ? expiresAt.toDate() : null,
}));

/** How a student stands in one course, as far as the list shows it. */
export type MyCourse = Pick<Enrollment, 'courseId' | 'enrollmentStatus' | 'accessStatus' | 'expiresAt'>;

/** All published courses with their seats and hours, as they are now. */
export async function readCatalog(page: {
  app: Firebase['app'];
  config: PageConfig;
}): Promise<readonly Listed[]> {
  const database = databaseOf(page);
  const courses = collection(database, 'courses').withConverter(offered);
  const { docs } = await getDocs(query(courses, where('published', '==', true)));
  const policies = policyReader(database);
  const found = await Promise.all(docs.map(each => withSeats({ database, policies, course: each.data() })));
  await nextTurn();
  return found.flat().sort(byTitle);
}

type PolicyReader = (course: Offered) => Promise<DocumentSnapshot<Hours>>;

/** A school's courses mostly share a few policies, each a large document: each is read once. */
function policyReader(database: Firestore): PolicyReader {
  const read = new Map<string, Promise<DocumentSnapshot<Hours>>>();
  return ({ policyId, policyVersion }) => {
    const at = `policies/${policyId}/versions/${policyVersion}`;
    const reading = read.get(at) ?? getDoc(doc(database, at).withConverter(hours));
    read.set(at, reading);
    return reading;
  };
}

/** Empty for a course whose seats or rules are not there yet: it cannot be taken. */
async function withSeats(input: {
  database: Firestore;
  policies: PolicyReader;
  course: Offered;
}): Promise<Listed[]> {
  const { database, policies, course } = input;
  // To send a request takes a slow phone some milliseconds, and a school has many courses.
  await nextTurn();
  const [seats, policy] = await Promise.all([
    getDoc(doc(database, 'courses', course.courseId, 'counters', 'seats').withConverter(seatCount)),
    policies(course),
  ]);
  const [counts, rules] = [seats.data(), policy.data()];
  if (counts === undefined || rules === undefined) return [];
  return [listed({ course, seats: counts, requiredSeconds: rules.requiredSeconds })];
}

/** The courses of whoever is signed in, ended ones included. */
export async function readMyCourses(
  page: { app: Firebase['app']; config: PageConfig },
  { userId }: { userId: string },
): Promise<readonly MyCourse[]> {
  const mine = collection(databaseOf(page), `users/${userId}/courses`).withConverter(standing);
  const { docs } = await getDocs(mine);
  return docs.map(each => each.data());
}
