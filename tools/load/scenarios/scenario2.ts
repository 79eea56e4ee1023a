import { mustBeNone } from '../../bench/bar.ts';
import { readCourse } from '../../demo/course-content.ts';
import { showProgress } from '../driver/progress.ts';
import { WebhookDoor } from '../driver/webhook-door.ts';
import { Student } from '../life/student.ts';
import type { LoadContext, Measured } from '../measured.ts';
import { allOf, errorPercent } from '../report/figures.ts';
import { COURSE, QUESTIONS_OF } from '../school/catalog.ts';
import { admitStudents, openSchool } from '../school/school.ts';
import { runBusyStudents } from './busy-students.ts';

const FLUSH_MS = 60_000;

/** Many students, each on their own documents: what the functions carry when nobody is in anybody's way. */
export async function scenario2(context: LoadContext): Promise<Measured> {
  const { target, driver, setUpDriver, options, runId, signal, say } = context;
  await openSchool(target);
  say(`Admitting ${options.clients} students …`);
  const people = await admitStudents({
    target,
    driver: setUpDriver,
    prefix: runId,
    count: options.clients,
  });
  const { rightAnswerTo } = readCourse(QUESTIONS_OF);
  const students = people.map(person => new Student({ driver, person, courseId: COURSE, rightAnswerTo }));
  const door = await WebhookDoor.open({ driver, target });
  const endProgress = showProgress({ name: 'scenario 2', durationMs: options.durationMs, driver });
  try {
    driver.recorder.restart();
    const { durationMs, seed } = options;
    await runBusyStudents({ target, students, durationMs, seed, signal });
    const seconds = driver.recorder.elapsedSeconds;
    await target.stripe.control.flush({ timeoutMs: FLUSH_MS });
    return {
      recorder: driver.recorder,
      seconds,
      peers: {},
      ratios: {},
      measures: { students: students.length },
      bars: [
        mustBeNone({ what: 'errors in percent', measured: errorPercent(allOf(driver.recorder.operations)) }),
        mustBeNone({ what: 'webhooks never answered 200', measured: door.pending }),
      ],
      notes: [
        'Each student pauses 0.2 to 1 s between two calls. Half of these are heartbeats, 15 % payments, the rest quizzes.',
        'Document triggers are not carried out meanwhile.',
        'Clients, functions and emulators share the machine’s cores.',
      ],
    };
  } finally {
    endProgress();
    await door.close();
  }
}
