import type { Clock } from './clock.ts';
import { isSeatbeltError } from './errors.ts';
import type { TrackerHost } from './tracker-host.ts';
import type { SessionTrackerOptions } from './tracker-options.ts';
import type { Result, Task } from './tracker-state.ts';

interface Start {
  readonly lessonId: string;
  readonly requestId: string;
}

/** Asks the server for what the tracker wants of it. */
export class TaskRunner {
  readonly #options: SessionTrackerOptions;
  readonly #host: TrackerHost;
  readonly #clock: Clock;
  /** Kept until the start is answered: a start sent twice is one session. */
  #unanswered: Start | undefined;

  constructor(options: SessionTrackerOptions & { host: TrackerHost; clock: Clock }) {
    this.#options = options;
    this.#host = options.host;
    this.#clock = options.clock;
  }

  /** What it came to. A refusal is a result, too. */
  async run(task: Task): Promise<Result> {
    const requestId = task.kind === 'start' ? this.#startOf(task.lessonId) : this.#host.newId();
    try {
      const result = await this.#ask(task, requestId);
      this.#answered(requestId);
      return result;
    } catch (error) {
      if (!isSeatbeltError(error)) throw error;
      if (!error.retryable) this.#answered(requestId);
      return { kind: 'failed', error };
    }
  }

  /** The next start is another one: a session that came of the last may have been taken over since. */
  forgetStart(): void {
    this.#unanswered = undefined;
  }

  /** Of another lesson it would be another request under the same id, which the server refuses. */
  #startOf(lessonId: string): string {
    if (this.#unanswered?.lessonId !== lessonId)
      this.#unanswered = { lessonId, requestId: this.#host.newId() };
    return this.#unanswered.requestId;
  }

  #answered(requestId: string): void {
    if (this.#unanswered?.requestId === requestId) this.forgetStart();
  }

  async #ask(task: Task, requestId: string): Promise<Result> {
    const { seatbelt, courseId, device = this.#host.device() } = this.#options;
    if (task.kind === 'start') {
      const { lessonId } = task;
      const request = { courseId, lessonId, device };
      return { kind: 'started', lessonId, answer: await seatbelt.startSession(request, { requestId }) };
    }
    const place = { courseId, sessionId: task.sessionId };
    switch (task.kind) {
      case 'beat': {
        const { beat } = task;
        // The browser's clock: recorded by the server, never believed.
        const clientTime = this.#clock.date().toISOString();
        return { kind: 'beaten', beat, answer: await seatbelt.heartbeat({ ...place, ...beat, clientTime }) };
      }
      case 'claim': {
        const { claim } = task;
        const answer = await seatbelt.recordVideoProgress({ ...place, ...claim }, { requestId });
        return { kind: 'claimed', claim, answer };
      }
      case 'complete': {
        const request = { ...place, lessonId: task.lessonId };
        return { kind: 'completed', answer: await seatbelt.completeLesson(request, { requestId }) };
      }
      case 'end':
        await seatbelt.endSession({ ...place, reason: task.reason }, { requestId });
        return { kind: 'closed' };
    }
  }
}
