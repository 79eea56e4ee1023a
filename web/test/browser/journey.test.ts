import { readFile } from 'node:fs/promises';
import { readPdfs } from '../../../functions/test/fixtures/read-pdf.ts';
import { arrive, enrollAndPay } from './journey/arriving.ts';
import { getCertificate, payTheRest } from './journey/finishing.ts';
import { lookAround } from './journey/looking.ts';
import { studyAllLessons } from './journey/studying.ts';
import { takeTheExam } from './journey/taking-exam.ts';
import { firestore, saidBy, signIn, useBrowser } from './support/index.ts';

const browsing = useBrowser();
const NAME = 'Ana Maria Berg';
const COURSE = 'seatbelt-taster';
/** The course alone takes forty seconds of study. */
const JOURNEY_TIMEOUT_MS = 150_000;

test(
  'a newcomer goes all the way: account, deposit, lessons, identity check, exam, the rest, certificate',
  async () => {
    const page = await browsing.open();
    const account = await arrive(page);
    // What waits for time to pass is done while time passes: one device studies, another one looks around.
    const phone = await browsing.open({ device: 'phone' });
    await Promise.all([enrollAndPay(page), signIn(phone, account)]);
    await Promise.all([studyAllLessons(page), lookAround(phone)]);
    await takeTheExam(page);
    await payTheRest(page);
    const pdf = await getCertificate({ page, name: NAME });

    const [printed] = await readPdfs([await readFile(pdf)]);
    expect(printed?.text).toContain(NAME);
    const { enrollment, ledger } = await stored();
    expect(enrollment).toMatchObject({
      enrollmentStatus: 'CERTIFIED',
      paymentStatus: 'COMPLETED',
      amountPaid: 4_950,
    });
    expect(enrollment?.['completedLessonIds']).toEqual(['buckle-up', 'mirrors', 'keep-a-gap']);
    expect(enrollment?.['identity']).toMatchObject({ wrong: 0, openChallenge: null });
    expect(enrollment?.['identity'].asked).toBeGreaterThanOrEqual(1);
    expect(ledger.map(entry => [entry['kind'], entry['amount']])).toEqual([
      ['payment', 2_000],
      ['payment', 2_950],
      ['tuition', 4_950],
    ]);
    expect([page, phone].flatMap(complaints)).toEqual([]);
  },
  JOURNEY_TIMEOUT_MS,
);

/** What is really stored of this student: the certificate names the account. */
async function stored() {
  const certificates = await firestore
    .collection('certificates')
    .where('studentName', '==', NAME)
    .where('courseId', '==', COURSE)
    .get();
  const userId = String(certificates.docs[0]?.get('userId') ?? '');
  const enrollmentDoc = firestore.doc(`users/${userId}/courses/${COURSE}`);
  const [enrollment, ledger] = await Promise.all([
    enrollmentDoc.get(),
    enrollmentDoc.collection('ledger').orderBy('kind').orderBy('amount').get(),
  ]);
  return { enrollment: enrollment.data(), ledger: ledger.docs.map(doc => doc.data()) };
}

/** What a page said that nobody should have to read. The payment page has no picture of its own for its tab. */
const complaints = (page: Parameters<typeof saidBy>[0]): readonly string[] =>
  saidBy(page).filter(line => /^(error|uncaught)/.test(line) && !line.includes('401'));
