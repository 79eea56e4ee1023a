import { defineCallable } from '../platform/callable.ts';
import { findStudents } from './find-students.ts';
import { staffRead } from './staff-read.ts';
import { type SearchStudentsAnswer, SearchStudentsRequest } from './wire.ts';

/** Finds students by e-mail, account, beginning of the name, payment or certificate; without a word, the newest. */
export const searchStudents = defineCallable({
  name: 'searchStudents',
  request: SearchStudentsRequest,
  handler: ({ uid, data }): Promise<SearchStudentsAnswer> =>
    staffRead({ uid, roles: ['admin'], action: 'searchStudents', request: data }, () =>
      findStudents(data.query),
    ),
});
