import { aborted } from './classify.ts';
import type { Callables } from './contract/callables.ts';
import { Deferred } from './deferred.ts';
import type { SeatbeltError } from './errors.ts';
import type { Machine } from './tracker-state.ts';

/** What callers of a tracker wait for. */
export class TrackerPromises {
  readonly starting = new Deferred<void>();
  readonly entering = new Deferred<void>();
  readonly completing = new Deferred<Callables['completeLesson']['answer']>();
  readonly stopping = new Deferred<void>();

  /** The server refused something: whoever waits to be in a lesson is told, unless they are on their way to another. */
  refuse(machine: Machine, error: SeatbeltError): void {
    if (isWhereWanted(machine)) this.entering.reject(error);
  }

  /** Whoever waits for something that is so by now, or will not be, waits no longer. */
  keep(machine: Machine): void {
    const { session, seat, isWanted, leaving, completion, error } = machine;
    if (session !== null || seat === 'otherTab') this.starting.resolve();
    else if (!isWanted) this.starting.reject(error ?? aborted('startSession'));
    if (isWhereWanted(machine)) this.entering.resolve();
    if (completion === null) this.completing.reject(error ?? aborted('completeLesson'));
    // Nothing left to stop, or the page has started again meanwhile.
    if (leaving === null) this.stopping.resolve();
  }
}

const isWhereWanted = ({ session, lessonId }: Machine): boolean =>
  session === null || session.lessonId === lessonId;
