import { COURSE, expect, readEnrollment, type World } from '../world.ts';

/** A hostile page with the student's own sign-in writes its balance straight to Firestore. */
export async function browserWritesItsBalance(world: World): Promise<string> {
  const { stack, student } = world;
  const before = await readEnrollment({ world, uid: student.uid });
  const document = `projects/${stack.projectId}/databases/(default)/documents/users/${student.uid}/courses/${COURSE}`;
  const response = await fetch(
    `http://${stack.firestoreHost}/v1/${document}?updateMask.fieldPaths=amountPaid`,
    {
      method: 'PATCH',
      headers: { authorization: `Bearer ${student.idToken}`, 'content-type': 'application/json' },
      body: JSON.stringify({ fields: { amountPaid: { integerValue: '99999999' } } }),
    },
  );
  const after = await readEnrollment({ world, uid: student.uid });
  expect(response.status === 403, `the write is refused (it was answered ${response.status})`);
  expect(after?.amountPaid === before?.amountPaid, 'the balance is untouched');
  return 'PERMISSION_DENIED; the balance is untouched';
}
