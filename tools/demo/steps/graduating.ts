import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { runDirectory } from '../../stack/run-directory.ts';
import { expect, StepError, textIn, untilEnrollment, type World } from '../world.ts';

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
