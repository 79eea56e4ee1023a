import type { TrackerCalls } from './session-tracker.ts';
import type { Result, Task } from './tracker-state.ts';

/** Asks the server for one thing. @throws SeatbeltError */
export async function runTask(input: {
  seatbelt: TrackerCalls;
  task: Task;
  courseId: string;
  device: string;
  /** Of this task; the heartbeat's is its number. */
  requestId: string;
  /** The browser's clock: recorded by the server, never believed. */
  clientTime: string;
}): Promise<Result> {
  const { seatbelt, task, courseId, device, requestId, clientTime } = input;
  switch (task.kind) {
    case 'start': {
      const request = { courseId, lessonId: task.lessonId, device };
      return {
        kind: 'started',
        lessonId: task.lessonId,
        answer: await seatbelt.startSession(request, { requestId }),
      };
    }
    case 'beat': {
      const request = { courseId, sessionId: task.sessionId, ...task.beat, clientTime };
      return { kind: 'beaten', beat: task.beat, answer: await seatbelt.heartbeat(request) };
    }
    case 'claim': {
      const { sessionId, lessonId, from, to } = task;
      const request = { courseId, sessionId, lessonId, from, to };
      return {
        kind: 'claimed',
        claim: task,
        answer: await seatbelt.recordVideoProgress(request, { requestId }),
      };
    }
    case 'complete': {
      const { sessionId, lessonId } = task;
      const request = { courseId, sessionId, lessonId };
      return { kind: 'completed', answer: await seatbelt.completeLesson(request, { requestId }) };
    }
    case 'end': {
      const { sessionId, reason } = task;
      await seatbelt.endSession({ courseId, sessionId, reason }, { requestId });
      return { kind: 'closed' };
    }
  }
}
