import type { Callables } from '../src/contract/callables.ts';
import { type ClientReason, type Reason, SeatbeltError } from '../src/errors.ts';
import type { TrackerCalls } from '../src/tracker-options.ts';
import { Gate } from './gate.ts';
import type { VirtualClock } from './virtual-clock.ts';

export const refused = (reason: Reason | ClientReason, retryable = false): SeatbeltError =>
  new SeatbeltError({
    code: 'aborted',
    reason,
    retryable,
    fields: [],
    message: reason,
    callable: 'x',
    attempts: 1,
  });

interface ServerSession {
  readonly sessionId: string;
  /** In which the start was asked for. */
  readonly startedIn: string;
  lastSequence: number;
  lessonId: string;
  creditedSeconds: number;
  heardAtMs: number;
  end: 'superseded' | 'closed' | null;
}

export interface HeardBeat {
  readonly tab: string;
  readonly atMs: number;
  readonly sessionId: string;
  readonly sequence: number;
  readonly lessonId: string;
  readonly engaged: boolean;
  /** Not heard before. */
  readonly isNew: boolean;
}

type Answer = Callables['heartbeat']['answer'];

/** As much of the server as counts time: sessions, one at a time, and their heartbeats. */
export class StudyServer {
  readonly clock: VirtualClock;
  readonly heartbeatSeconds = 30;
  readonly staleSeconds = 300;
  readonly beats: HeardBeat[] = [];
  readonly calls: string[] = [];
  readonly claims: { lessonId: string; from: number; to: number; atMs: number }[] = [];
  readonly completions: string[] = [];
  readonly sessions: ServerSession[] = [];
  readonly beacons: string[] = [];
  readonly lockedLessons = new Set<string>();
  state: Answer['state'] = 'ACTIVE';
  challenge: Answer['challenge'];
  startRefusal: SeatbeltError | undefined;
  completeRefusal: SeatbeltError | undefined;
  answerRefusal: SeatbeltError | undefined;
  lockedUntil: string | undefined;
  /** Calls under way; never two of one tab. */
  #underWay = new Map<string, number>();
  mostUnderWay = 0;
  /** Of the next calls: lost before they arrive, or after; or answered only when a test lets it be. */
  troubles: ('lost' | 'answerLost' | 'slow')[] = [];
  readonly slow = new Gate();

  readonly #silent = new Set<string>();

  constructor(clock: VirtualClock) {
    this.clock = clock;
  }

  /** The server as one tab sees it. */
  callsFrom(tab: string): TrackerCalls {
    const via = <T>(name: string, work: () => T): Promise<T> => this.#called(tab, name, work);
    return {
      beaconUrl: 'https://school.example/sessionBeacon',
      startSession: (_request, options) =>
        via('startSession', () => this.#start({ ..._request, requestId: options?.requestId ?? '' })),
      heartbeat: request => via('heartbeat', () => this.#beat(tab, request)),
      recordVideoProgress: request => via('recordVideoProgress', () => this.#claim(request)),
      completeLesson: request => via('completeLesson', () => this.#complete(request)),
      endSession: request => via('endSession', () => this.#end(request.sessionId)),
      answerChallenge: () => via('answerChallenge', () => this.#answer()),
    };
  }

  /** Answers that tab no more: it is frozen, say. */
  silence(tab: string): void {
    this.#silent.add(tab);
  }

  get openSession(): ServerSession | undefined {
    return this.sessions.find(({ end }) => end === null);
  }

  beacon(token: string): void {
    this.beacons.push(token);
    const session = this.sessions.find(({ sessionId }) => token === `token-${sessionId}`);
    if (session?.end === null) session.end = 'closed';
  }

  /** Another device starts to study. */
  studyElsewhere(): void {
    this.#start({ lessonId: 'signs', requestId: crypto.randomUUID() });
  }

  async #called<T>(tab: string, name: string, work: () => T): Promise<T> {
    this.calls.push(name);
    const count = (this.#underWay.get(tab) ?? 0) + 1;
    this.#underWay.set(tab, count);
    if (name !== 'answerChallenge') this.mostUnderWay = Math.max(this.mostUnderWay, count);
    try {
      await Promise.resolve();
      if (this.#silent.has(tab)) await new Promise(() => undefined);
      const trouble = this.troubles.shift();
      if (trouble === 'lost') throw refused('NO_ANSWER', true);
      const answer = work();
      await Promise.resolve();
      if (trouble === 'slow') await this.slow.pass();
      if (trouble === 'answerLost') throw refused('NO_ANSWER', true);
      return answer;
    } finally {
      this.#underWay.set(tab, (this.#underWay.get(tab) ?? 1) - 1);
    }
  }

  #start(request: { lessonId?: string | undefined; requestId: string }): Callables['startSession']['answer'] {
    if (this.startRefusal !== undefined) throw this.startRefusal;
    const { requestId: sessionId, lessonId = '' } = request;
    const known = this.sessions.find(session => session.sessionId === sessionId);
    if (known !== undefined && known.startedIn !== lessonId) throw refused('REQUEST_ID_REUSED');
    if (known === undefined) {
      const open = this.openSession;
      if (open !== undefined) open.end = 'superseded';
      this.sessions.push({
        sessionId,
        startedIn: lessonId,
        lastSequence: 0,
        lessonId,
        creditedSeconds: 0,
        heardAtMs: this.clock.nowMs(),
        end: null,
      });
    }
    return {
      sessionId,
      heartbeatSeconds: this.heartbeatSeconds,
      remainingTodaySeconds: 3_600,
      beaconToken: `token-${sessionId}`,
      replayed: known !== undefined,
    };
  }

  #open(sessionId: string): ServerSession {
    const session = this.sessions.find(each => each.sessionId === sessionId);
    if (session === undefined) throw refused('NOT_FOUND');
    if (session.end !== null)
      throw refused(session.end === 'superseded' ? 'SESSION_SUPERSEDED' : 'SESSION_CLOSED');
    return session;
  }

  #beat(tab: string, request: Callables['heartbeat']['request']): Answer {
    const { sessionId, sequence, lessonId, engaged } = request;
    const session = this.#open(sessionId);
    const nowMs = this.clock.nowMs();
    const isNew = sequence > session.lastSequence;
    this.beats.push({ tab, atMs: nowMs, sessionId, sequence, lessonId, engaged, isNew });
    if (isNew && this.lockedLessons.has(lessonId)) {
      this.beats.pop();
      throw refused('LESSON_LOCKED');
    }
    if (nowMs - session.heardAtMs > this.staleSeconds * 1_000) {
      session.end = 'closed';
      return this.#told(session, 'ABANDONED', !isNew);
    }
    if (isNew) {
      session.creditedSeconds += Math.floor((nowMs - session.heardAtMs) / 1_000);
      session.heardAtMs = nowMs;
      session.lastSequence = sequence;
      session.lessonId = lessonId;
    }
    if (this.state === 'CLOSED') session.end = 'closed';
    return this.#told(session, this.state, !isNew);
  }

  #told(session: ServerSession, state: Answer['state'], replayed: boolean): Answer {
    const { creditedSeconds } = session;
    const answer = { creditedSeconds, todaySeconds: 600 + creditedSeconds, state, replayed };
    return this.challenge === undefined ? answer : { ...answer, challenge: this.challenge };
  }

  #claim(request: Callables['recordVideoProgress']['request']) {
    this.#open(request.sessionId);
    const { lessonId, from, to } = request;
    this.claims.push({ lessonId, from, to, atMs: this.clock.nowMs() });
    return { watchedSeconds: to - from, requiredSeconds: 60, replayed: false };
  }

  #complete(request: Callables['completeLesson']['request']): Callables['completeLesson']['answer'] {
    this.#open(request.sessionId);
    if (this.completeRefusal !== undefined) throw this.completeRefusal;
    this.completions.push(request.lessonId);
    const completedAt = this.clock.date().toISOString();
    return {
      completedAt,
      nextLessonId: 'speed',
      moduleCompleted: false,
      courseCompleted: false,
      replayed: false,
    };
  }

  #end(sessionId: string): Callables['endSession']['answer'] {
    const session = this.#open(sessionId);
    session.end = 'closed';
    return { state: 'TERMINATED', creditedSeconds: session.creditedSeconds, replayed: false };
  }

  #answer(): Callables['answerChallenge']['answer'] {
    if (this.answerRefusal !== undefined) throw this.answerRefusal;
    this.challenge = undefined;
    const { lockedUntil } = this;
    const answer = { triesLeft: 1, replayed: false };
    return lockedUntil === undefined
      ? { ...answer, outcome: 'CORRECT' }
      : { ...answer, outcome: 'INCORRECT', lockedUntil };
  }
}
