import { z } from 'zod';
import { enrollmentDoc } from '../enrollments/store.ts';
import type { Id } from '../platform/ids.ts';
import type { RecordSource } from './schema.ts';
import { uuidFor } from './statement-id.ts';
import {
  type Activity,
  activityTypes,
  categories,
  extensions,
  type Result,
  type Statement,
  type VerbName,
  verbs,
} from './xapi-vocabulary.ts';

interface Said {
  readonly verb: VerbName;
  readonly object: Activity;
  /** The cmi5 session it belongs to. */
  readonly session: string;
  readonly at: Date;
  readonly result?: Result;
  /** Defined by cmi5; what is not is merely allowed between a session's first and last statement. */
  readonly isDefined: boolean;
  readonly isMoveOn: boolean;
  readonly masteryScore?: number;
}

/** Makes the statements of one enrollment: same actor, same registration, ids that follow from what is said. */
export function statementMaker({ source, homePage }: { source: RecordSource; homePage: string }) {
  const { enrollment, courseTitle } = source;
  const { userId, courseId, registrationId } = enrollment;
  const name = enrollmentDoc({ userId, courseId }).path;
  const uuid = z.uuid().safeParse(registrationId);
  const registration = uuid.success ? uuid.data : uuidFor(`${name}|registration|${registrationId}`);
  const base = `${homePage}/xapi/courses/${courseId}`;
  const course = activity({ id: base, type: activityTypes.course, name: courseTitle });

  const say = (said: Said): Statement => ({
    id: uuidFor([name, registrationId, said.session, said.verb, said.object.id].join('|')),
    actor: { objectType: 'Agent', account: { homePage, name: userId } },
    verb: verbs[said.verb],
    object: said.object,
    ...(said.result === undefined ? {} : { result: said.result }),
    context: {
      registration,
      platform: 'Seatbelt',
      contextActivities: {
        ...(said.isDefined
          ? { category: [categories.cmi5, ...(said.isMoveOn ? [categories.moveOn] : [])] }
          : {}),
        grouping: [course],
      },
      extensions: {
        [extensions.sessionId]: said.session,
        ...(said.masteryScore === undefined ? {} : { [extensions.masteryScore]: said.masteryScore }),
      },
    },
    timestamp: said.at.toISOString(),
  });

  return {
    course: (said: {
      sessionId: Id;
      verb: VerbName;
      at: Date;
      result?: Result;
      isMoveOn?: boolean;
    }): Statement =>
      say({ isMoveOn: false, ...said, session: said.sessionId, object: course, isDefined: true }),
    lesson: (said: { sessionId: Id; lessonId: Id; at: Date; result: Result }): Statement =>
      say({
        ...said,
        verb: 'completed',
        session: said.sessionId,
        object: activity({
          id: `${base}/lessons/${said.lessonId}`,
          type: activityTypes.lesson,
          name: said.lessonId,
        }),
        isDefined: false,
        isMoveOn: false,
      }),
    quiz: (said: {
      quizId: Id;
      attemptId: Id;
      verb: VerbName;
      at: Date;
      result?: Result;
      masteryScore?: number;
    }): Statement =>
      say({
        ...said,
        session: said.attemptId,
        object: activity({
          id: `${base}/quizzes/${said.quizId}`,
          type: activityTypes.assessment,
          name: said.quizId,
        }),
        isDefined: true,
        isMoveOn: said.verb === 'passed' || said.verb === 'failed',
      }),
  };
}

const activity = ({ id, type, name }: { id: string; type: string; name: string }): Activity => ({
  objectType: 'Activity',
  id,
  definition: { type, name: { 'en-US': name } },
});
