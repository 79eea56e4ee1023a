import { sessionDoc, sessionEventDoc, studyDayDoc } from '../../../functions/src/compliance/store.ts';
import { enrollmentDoc } from '../../../functions/src/enrollments/store.ts';
import type { Work } from '../protocol.ts';
import { openDefaultClient } from '../sdk.ts';
import { atOnce } from './at-once.ts';
import { heartbeatPlanOf, STUDYING_AT_ONCE, startedOf } from './study.ts';
import type { Call, Subject } from './subject.ts';

/** The least that can be done: read the four documents, write three, nothing guarded, nothing checked, nothing decided. */
export function floorHeartbeats(): Subject {
  const db = openDefaultClient();
  const callOf = (work: Work, index: number): Call => {
    const started = startedOf(work, index);
    const plan = heartbeatPlanOf(started);
    const { userId, courseId, sessionId } = plan.session;
    const key = { userId, courseId, sessionId };
    const [day] = plan.days;
    if (day === undefined) throw new Error('A heartbeat of the benchmark credits a day.');
    const event = db.doc(sessionEventDoc({ ...key, eventId: plan.event.eventId }).path);
    const session = db.doc(sessionDoc(key).path);
    const enrollment = db.doc(enrollmentDoc(key).path);
    const studyDay = db.doc(studyDayDoc({ ...key, dayKey: day.dayKey }).path);
    return async () => {
      await db.getAll(event, session, enrollment, studyDay);
      const batch = db.batch();
      batch.create(event, plan.event);
      batch.update(session, { ...plan.session });
      batch.create(studyDay, day);
      await batch.commit();
      return plan.session.state;
    };
  };
  return {
    prepare: (work: Work) => {
      const calls = Array.from({ length: work.count }, (_, offset) => callOf(work, work.first + offset));
      return atOnce({ calls, limit: STUDYING_AT_ONCE });
    },
    counts: () => ({}),
  };
}
