import { randomUUID } from 'node:crypto';
import type { SignedIn } from '../stack/auth.ts';
import { callFunction } from '../stack/call.ts';
import type { Stack } from '../stack/stack.ts';
import { expect, StepError, textIn } from './step-error.ts';

const HEARTBEAT_MS = 110_000;
/** What the demo's student registered; every question has the same kind of answer. */
export const answerTo = (questionId: string): string => `The answer to ${questionId}`;

/** What a heartbeat said. */
export type Beat = {
  readonly creditedSeconds: number;
  readonly todaySeconds: number;
  readonly state: string;
  readonly challenge: { readonly challengeId: string; readonly questionId: string } | undefined;
};

/**
 * The student at the desk: sessions, heartbeats and questions, while the local stack's clock is moved. One at a
 * time, as a browser would.
 */
export class Study {
  readonly #stack: Stack;
  readonly #student: SignedIn;
  readonly #courseId: string;
  #movedByMs = 0;
  #sessionId: string | undefined;
  #sequence = 0;
  #creditedSeconds = 0;

  constructor({ stack, student, courseId }: { stack: Stack; student: SignedIn; courseId: string }) {
    this.#stack = stack;
    this.#student = student;
    this.#courseId = courseId;
  }

  /** The functions' time. */
  get now(): Date {
    return new Date(Date.now() + this.#movedByMs);
  }

  get sessionId(): string {
    if (this.#sessionId === undefined) throw new StepError('No session is open.');
    return this.#sessionId;
  }

  async pass(ms: number): Promise<void> {
    this.#movedByMs += ms;
    await this.#stack.moveClock({ byMs: this.#movedByMs });
  }

  /** To eight in the morning of the next day, in the school's town. */
  async sleep(): Promise<void> {
    const nextMorning = new Date(this.now.getTime() + 24 * 3_600_000);
    nextMorning.setUTCHours(13, 0, 0, 0);
    await this.pass(nextMorning.getTime() - this.now.getTime());
  }

  async start(lessonId: string): Promise<void> {
    const answer = await this.ask('startSession', { lessonId, device: 'The demo' });
    this.#sessionId = textIn(answer, 'sessionId');
    this.#sequence = 0;
    this.#creditedSeconds = 0;
  }

  async end(): Promise<void> {
    await this.ask('endSession', { sessionId: this.sessionId, reason: 'Enough for today.' });
    this.#sessionId = undefined;
  }

  /** Somewhat less than two minutes of study. @returns what was credited by it, with what the heartbeat said */
  async beat(lessonId: string): Promise<Beat & { readonly gainedSeconds: number }> {
    await this.pass(HEARTBEAT_MS);
    this.#sequence += 1;
    const answer = await this.ask('heartbeat', {
      sessionId: this.sessionId,
      sequence: this.#sequence,
      lessonId,
      engaged: true,
      clientTime: '1970-01-01T00:00:00Z',
    });
    const creditedSeconds = Number(answer['creditedSeconds']);
    const gainedSeconds = creditedSeconds - this.#creditedSeconds;
    this.#creditedSeconds = creditedSeconds;
    const state = textIn(answer, 'state');
    if (state === 'CLOSED') this.#sessionId = undefined;
    const todaySeconds = Number(answer['todaySeconds']);
    return { creditedSeconds, gainedSeconds, todaySeconds, state, challenge: challengeIn(answer) };
  }

  async answer({ challengeId, questionId }: NonNullable<Beat['challenge']>): Promise<void> {
    const answer = await this.ask('answerChallenge', {
      challengeId,
      answer: answerTo(questionId).toUpperCase(),
    });
    expect(answer['outcome'] === 'CORRECT', 'the right answer is taken for right');
  }

  /** As the student, with this course's id; the story expects a yes. */
  async ask(name: string, data: object): Promise<Record<string, unknown>> {
    const answer = await this.attempt(name, data);
    if (!answer.ok) throw new StepError(`${name} was refused: ${answer.status} ${answer.message}`);
    const { result } = answer;
    if (typeof result !== 'object' || result === null) throw new StepError(`${name} answered nothing.`);
    return { ...result };
  }

  /** The same where the story expects a no. */
  attempt(name: string, data: object): ReturnType<typeof callFunction> {
    // A heartbeat is known by its number, and what only reads needs no name; everything else has an id of its own.
    const isNamed = name === 'heartbeat' || name.startsWith('get');
    const id = isNamed ? {} : { requestId: randomUUID() };
    return callFunction({
      baseUrl: this.#stack.baseUrl,
      name,
      idToken: this.#student.idToken,
      data: { courseId: this.#courseId, ...id, ...data },
    });
  }
}

function challengeIn(answer: Record<string, unknown>): Beat['challenge'] {
  const challenge = answer['challenge'];
  if (typeof challenge !== 'object' || challenge === null) return undefined;
  if (!('challengeId' in challenge) || !('questionId' in challenge)) return undefined;
  return { challengeId: String(challenge.challengeId), questionId: String(challenge.questionId) };
}
