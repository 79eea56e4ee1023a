import { newSerial } from '../../../src/certificates/serial.ts';
import { certificateDoc, certificateSerialDoc } from '../../../src/certificates/store.ts';
import { laneMetrics, lanes } from '../../../src/commit/index.ts';
import { searchStudents } from '../../../src/console/search-students.ts';
import { SearchStudentsAnswer } from '../../../src/console/wire.ts';
import { paymentDoc } from '../../../src/payments/store.ts';
import { firestore } from '../../../src/platform/firestore.ts';
import { Id } from '../../../src/platform/ids.ts';
import { someCertificate } from '../../fixtures/achievement.ts';
import { newStaff, toldOf } from '../audit/staff.ts';
import { call } from '../call.ts';
import { signedUp } from '../people/world.ts';
import { useOwnProject } from '../project.ts';
import { blameOf, enrolled, named, newId, put } from './world.ts';

useOwnProject('console-search');

let admin: string;

beforeAll(async () => {
  admin = await newStaff();
  await firestore()
    .doc('courses/ohio-teen-driver-education')
    .set({ courseId: 'ohio-teen-driver-education', title: 'Driver education for teens' });
});

afterAll(async () => {
  await lanes().close();
  await firestore().terminate();
});

const searching = (data: object, uid = admin) => call(searchStudents, { uid, data });
const search = async (query: string) => SearchStudentsAnswer.parse(await searching({ query }));
const found = async (query: string) => (await search(query)).students.map(({ userId }) => userId);

describe('a student is found', () => {
  it('by e-mail, with name, courses and what is due of them', async () => {
    const userId = await signedUp();
    await named(userId, 'Olga Owner');
    await enrolled({ userId, creditedSeconds: 7_200, adjustedSeconds: -600 });
    expect(await search(`  ${userId.toUpperCase()}@example.test `)).toEqual({
      isTruncated: false,
      students: [
        {
          userId,
          displayName: 'Olga Owner',
          email: `${userId}@example.test`,
          isDeleted: false,
          courses: [
            {
              courseId: 'ohio-teen-driver-education',
              courseTitle: 'Driver education for teens',
              enrollmentStatus: 'PENDING_PAYMENT',
              paymentStatus: 'PENDING',
              accessStatus: 'LOCKED',
              amountDue: 59_900,
              currency: 'usd',
              creditedSeconds: 6_600,
            },
          ],
        },
      ],
    });
  });

  it('by account, also one who has but a profile or an enrollment', async () => {
    const [account, profile, course] = [await signedUp(), newId('profile'), newId('course')];
    await named(profile, 'Pia Profile');
    await enrolled({ userId: course });
    for (const userId of [account, profile, course]) expect(await found(userId)).toEqual([userId]);
  });

  it('by the beginning of the name, in capitals or not', async () => {
    const [ana, anton] = [newId('ana'), newId('anton')];
    await named(ana, 'Quirina Berg');
    await named(anton, 'Quirin Ahlers');
    expect(await found('Quirin')).toEqual([anton, ana]);
    expect(await found('quirina b')).toEqual([ana]);
    expect(await found('irina')).toEqual([]);
  });

  it('by a payment, and by a certificate’s serial however it is typed', async () => {
    const userId = await signedUp();
    const courseId = Id.parse('ohio-teen-driver-education');
    const paymentIntentId = Id.parse(`pi_${userId.slice(-12)}`);
    await put(paymentDoc(paymentIntentId), {
      ...{ paymentIntentId, userId, courseId },
      requestedAmount: null,
      state: 'SUCCEEDED',
      stateAt: null,
    });
    const serial = newSerial({ prefix: 'SB', draw: () => 7 });
    const { certificateId } = someCertificate();
    await put(certificateDoc(certificateId), someCertificate({ userId, serial }));
    await put(certificateSerialDoc(serial), { certificateId });
    expect(await found(paymentIntentId)).toEqual([userId]);
    expect(await found(serial.toLowerCase().replaceAll('-', ' '))).toEqual([userId]);
    expect(await found('pi_none')).toEqual([]);
  });

  it('not by what is nobody’s, nor by what is no address at all', async () => {
    for (const query of ['nobody@example.test', '@', 'a@b@c', 'a/b', '..', '\u0000', '😀'])
      expect(await found(query)).toEqual([]);
  });
});

describe('where more are found than are shown', () => {
  const name = 'Zoltan';

  it('twenty of one name are all there are, though the name might be an account as well', async () => {
    for (let count = 0; count < 20; count += 1) await named(newId('namesake'), `${name} ${count}`);
    const { students, isTruncated } = await search(name);
    expect(students).toHaveLength(20);
    expect(isTruncated).toBe(false);
  });

  it('the account whose id was typed comes before all whose name begins so', async () => {
    await named(newId('namesake'), `${name} 20`);
    await enrolled({ userId: Id.parse(name) });
    const { students, isTruncated } = await search(name);
    expect(students[0]?.userId).toBe(name);
    expect(students).toHaveLength(20);
    expect(isTruncated).toBe(true);
  });
});

describe('a deleted account', () => {
  it('is shown as such, without name and address, though its sign-in may still be there', async () => {
    const userId = await signedUp();
    await firestore().doc(`users/${userId}`).set({ displayName: '', deletedAt: new Date() });
    await enrolled({ userId });
    expect((await search(userId)).students).toMatchObject([
      { userId, displayName: null, email: null, isDeleted: true, courses: [{ paymentStatus: 'PENDING' }] },
    ]);
  });
});

describe('without a word', () => {
  it('who enrolled last comes first, and twenty are enough', async () => {
    const registered = (minute: number) => new Date(Date.UTC(2031, 0, 1, 0, minute));
    const userIds: Id[] = [];
    for (let minute = 0; minute < 21; minute += 1)
      userIds.push((await enrolled({ registeredAt: registered(minute) })).userId);
    // A second course is no second student.
    await enrolled({
      userId: userIds[20] ?? newId('x'),
      courseId: newId('course'),
      registeredAt: registered(30),
    });
    const { students, isTruncated } = await search('');
    expect(students.map(({ userId }) => userId)).toEqual(userIds.toReversed().slice(0, 20));
    expect(isTruncated).toBe(true);
    expect(students[0]?.courses).toHaveLength(2);
  });
});

describe('who may search', () => {
  it.each(['auditor', 'instructor'] as const)('an %s may not, and that is told', async role => {
    const uid = await newStaff(role);
    expect(await blameOf(searching({ query: '' }, uid))).toBe('ROLE_REQUIRED');
    expect(await toldOf(uid)).toMatchObject([{ action: 'searchStudents', outcome: 'refused' }]);
  });

  it('an admin may; nothing is written and nothing is told', async () => {
    laneMetrics.reset();
    await search('Quirin');
    expect(laneMetrics.snapshot().total).toMatchObject({ commands: 0, documentsWritten: 0 });
    expect(await toldOf(admin)).toEqual([]);
  });

  it.each([{}, { query: 'x'.repeat(201) }, { query: '\ud800' }, { query: 7 }])('not with %j', async data => {
    expect(await blameOf(searching(data))).toBe('INVALID_INPUT query');
  });
});
