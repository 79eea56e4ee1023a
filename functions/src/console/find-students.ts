import { certificateBySerial } from '../certificates/queries.ts';
import { readDocument } from '../commit/index.ts';
import { totalCreditedSeconds } from '../enrollments/learning.ts';
import { paymentDoc } from '../payments/store.ts';
import { directory } from '../people/auth-client.ts';
import type { Id } from '../platform/ids.ts';
import { nobody, peopleOf } from './people.ts';
import {
  courseTitlesOf,
  enrollmentsOf,
  type ListedEnrollment,
  newestStudents,
  studentsNamed,
} from './queries.ts';
import { readQuery, type SearchQuery } from './search-query.ts';
import type { FoundCourse, FoundStudent, SearchStudentsAnswer } from './wire.ts';

/** As many as a page shows; whoever finds more asks more exactly. */
const MAX_STUDENTS = 20;
/** One more, to know that there are more, and one that may turn out to be nobody's. */
const MAX_CANDIDATES = MAX_STUDENTS + 2;
/** Each; nobody reads more in a list. */
const MAX_COURSES = 10;
/** Some students enroll in several courses at once. */
const NEWEST_ENROLLMENTS = 3 * MAX_STUDENTS;

/** Accounts that the text fits, with their courses. Its reads are bounded, whatever there is. */
export async function findStudents(typed: string): Promise<SearchStudentsAnswer> {
  const userIds = [...new Set(await candidatesFor(readQuery(typed)))].slice(0, MAX_CANDIDATES);
  const [people, enrollments] = await Promise.all([
    peopleOf(userIds),
    Promise.all(userIds.map(userId => enrollmentsOf({ userId, limit: MAX_COURSES }))),
  ]);
  const titles = await courseTitlesOf(enrollments.flat().map(({ courseId }) => courseId));
  const found = userIds.flatMap((userId, index): FoundStudent[] => {
    const courses = (enrollments[index] ?? []).map(enrollment => foundCourse({ enrollment, titles }));
    const person = people.get(userId);
    // What was typed looks like an id and is nobody's.
    if (person === undefined && courses.length === 0) return [];
    return [{ ...(person ?? nobody(userId)), courses }];
  });
  return { students: found.slice(0, MAX_STUDENTS), isTruncated: found.length > MAX_STUDENTS };
}

/** More than are shown where there are more; who is meant exactly comes before all whose name begins so. */
async function candidatesFor(query: SearchQuery): Promise<readonly Id[]> {
  switch (query.kind) {
    case 'newest':
      return newestStudents(NEWEST_ENROLLMENTS);
    case 'email':
      return present([await directory.uidByEmail(query.email)]);
    case 'payment':
      return present([(await readDocument(paymentDoc(query.paymentIntentId)))?.userId]);
    case 'text':
      return byText(query);
  }
}

async function byText(query: Extract<SearchQuery, { kind: 'text' }>): Promise<readonly Id[]> {
  const { userId, serial, namePrefixes } = query;
  const [certificate, ...named] = await Promise.all([
    serial === undefined ? undefined : certificateBySerial(serial),
    ...namePrefixes.map(prefix => studentsNamed({ prefix, limit: MAX_STUDENTS + 1 })),
  ]);
  return [...present([certificate?.userId, userId]), ...named.flat()];
}

const present = (ids: readonly (Id | undefined)[]): readonly Id[] => ids.filter(id => id !== undefined);

function foundCourse({
  enrollment,
  titles,
}: {
  enrollment: ListedEnrollment;
  titles: ReadonlyMap<Id, string>;
}): FoundCourse {
  const { courseId, enrollmentStatus, paymentStatus, accessStatus, amountDue, currency } = enrollment;
  return {
    ...{ courseId, enrollmentStatus, paymentStatus, accessStatus, amountDue, currency },
    courseTitle: titles.get(courseId) ?? courseId,
    creditedSeconds: totalCreditedSeconds({ enrollment, openSessionSeconds: 0 }),
  };
}
