import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { runDirectory } from '../../stack/run-directory.ts';
import { expect, readEnrollment, StepError, textIn, untilEnrollment, type World } from '../world.ts';

const EXAM = 'final-exam';
const DAY_MS = 86_400_000;

type Shown = { readonly questionId: string };

function shownIn(answer: Record<string, unknown>): readonly Shown[] {
  const { questions } = answer;
  if (!Array.isArray(questions)) throw new StepError('The attempt shows no questions.');
  return questions.map((question: unknown) => {
    if (typeof question === 'object' && question !== null && 'questionId' in question)
      return { questionId: String(question.questionId) };
    throw new StepError('A question has no id.');
  });
}

/** One attempt. @param right how many questions are answered rightly; the rest are left out */
async function sitExam({ world, right }: { world: World; right: number }): Promise<Record<string, unknown>> {
  const started = await world.study.ask('startQuizAttempt', { quizId: EXAM });
  const answers = shownIn(started)
    .slice(0, right)
    .map(({ questionId }) => world.course.rightAnswerTo({ quizId: EXAM, questionId }));
  await world.study.pass(20 * 60_000);
  const data = { quizId: EXAM, attemptId: textIn(started, 'attemptId'), answers };
  return world.study.ask('submitQuizAttempt', data);
}

export async function examFailed(world: World): Promise<string> {
  await world.study.sleep();
  const { percent, passed, attemptsLeft, review } = await sitExam({ world, right: 5 });
  expect(passed === false && review === undefined, 'it is failed, and no key is shown');
  const again = await world.study.attempt('startQuizAttempt', { quizId: EXAM });
  expect(!again.ok && again.message !== '', 'the next attempt has to wait a day');
  return `${String(percent)} %, failed; ${String(attemptsLeft)} attempts left, and the next one only after a day`;
}

export async function examPassed(world: World): Promise<string> {
  await world.study.pass(DAY_MS);
  const { percent, passed } = await sitExam({ world, right: 19 });
  expect(passed === true, 'it is passed');
  return `${String(percent)} %, passed; graded on the server, in the commit that submits`;
}

/** The browser may write the student's name, and nothing that counts. */
async function writeName(world: World): Promise<void> {
  const { stack, student } = world;
  const document = `projects/${stack.projectId}/databases/(default)/documents/users/${student.uid}`;
  const response = await fetch(
    `http://${stack.firestoreHost}/v1/${document}?updateMask.fieldPaths=displayName`,
    {
      method: 'PATCH',
      headers: { authorization: `Bearer ${student.idToken}`, 'content-type': 'application/json' },
      body: JSON.stringify({ fields: { displayName: { stringValue: 'Zoë Łukasik' } } }),
    },
  );
  expect(response.ok, `the profile takes a name (it was answered ${response.status})`);
}

export async function certificate(world: World): Promise<string> {
  await writeName(world);
  const issued = await Promise.all(Array.from({ length: 20 }, () => world.study.ask('issueCertificate', {})));
  const serials = new Set(issued.map(answer => textIn(answer, 'serial')));
  expect(serials.size === 1, '20 requests at once give one certificate');
  const [serial = ''] = serials;
  await untilEnrollment({
    world,
    uid: world.student.uid,
    is: ({ enrollmentStatus }) => enrollmentStatus === 'CERTIFIED',
    what: 'the enrollment is certified',
  });
  const check = await fetch(`${world.stack.baseUrl}/verifyCertificate?serial=${serial}`);
  const said: unknown = await check.json();
  expect(
    typeof said === 'object' && said !== null && 'valid' in said && said.valid === true,
    'anybody can check it',
  );
  const pdf = await world.study.ask('getCertificatePdf', {});
  const file = path.join(runDirectory(), 'certificate.pdf');
  await writeFile(file, Buffer.from(textIn(pdf, 'pdfBase64'), 'base64'));
  return `20 requests, one certificate ${serial}, found valid by the public check; ${path.relative(process.cwd(), file)}`;
}

/** Shown to the student; counted by triggers, each document once however often its event comes. */
export async function statistics(world: World): Promise<string> {
  const path = `users/${world.student.uid}/statistics/summary`;
  const studied = (await readEnrollment({ world, uid: world.student.uid }))?.creditedSeconds;
  const giveUpAt = performance.now() + 60_000;
  while (performance.now() < giveUpAt) {
    const summary = await world.db.doc(path).get();
    const [courses, certificates, seconds] = ['completedCourses', 'certificates', 'studySeconds'].map(field =>
      Number(summary.get(field)),
    );
    if (courses === 1 && certificates === 1 && seconds === studied)
      return `1 course completed, 1 certificate, ${seconds} s of study: by triggers, and as the records say`;
    await new Promise(resolve => setTimeout(resolve, 200));
  }
  throw new StepError('The statistics did not come to what the records say.');
}

/** What an auditor is handed: the same record to read, to print, and for a learning record store. */
export async function complianceRecord(world: World): Promise<string> {
  const { document: page } = await world.study.ask('exportComplianceRecord', { format: 'html' });
  const { document: statements } = await world.study.ask('exportComplianceRecord', { format: 'xapi' });
  const file = path.join(runDirectory(), 'record.html');
  await writeFile(file, String(page));
  const all: unknown = JSON.parse(String(statements));
  const count = Array.isArray(all) ? all.length : 0;
  return `a page to print and ${count} xAPI statements; ${path.relative(process.cwd(), file)}`;
}
