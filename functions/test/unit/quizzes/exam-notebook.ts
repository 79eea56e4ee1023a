import type { ExamRules } from '../../../src/catalog/policy-rules.ts';
import type { QuizAttempt } from '../../../src/quizzes/schema.ts';
import { QUESTIONS, type Step } from './exam-room-model.ts';

type NotedRules = Pick<
  ExamRules,
  'attempts' | 'delaySeconds' | 'timeLimitSeconds' | 'graceSeconds' | 'passPercent' | 'onExhausted'
>;

/** An attempt as a plain person would note it down. */
interface Note {
  readonly startedAt: number;
  readonly round: number;
  saved: { right: number; sequence: number };
  state: QuizAttempt['state'];
  right: number | undefined;
  endedAt: number | undefined;
}

/** The plainest telling of the rules, kept apart from theirs. */
export class Notebook {
  readonly notes: Note[] = [];
  now = 0;
  round = 0;
  given = 0;

  readonly exam: NotedRules;

  constructor(exam: NotedRules) {
    this.exam = exam;
  }

  /** What the student or staff must be told. */
  take(step: Step): string {
    switch (step.kind) {
      case 'wait':
        this.now += step.seconds;
        return 'ok';
      case 'start':
        this.#endOverdue();
        return this.#start();
      case 'save':
        return this.#save(step);
      case 'submit':
        return this.#submit(step.right);
      case 'sweep': {
        const isAnyOpen = this.#open() !== undefined;
        this.#endOverdue();
        return isAnyOpen ? 'ok' : 'NOT_FOUND';
      }
      case 'void':
        return this.#void(step.index);
      case 'grant':
        this.given += step.attempts;
        return 'ok';
    }
  }

  isPassing = (note: Note): boolean =>
    note.state !== 'VOIDED' &&
    note.right !== undefined &&
    (note.right / QUESTIONS) * 100 >= this.exam.passPercent;

  used(): number {
    return this.notes.filter(({ state, round }) => state !== 'VOIDED' && round === this.round).length;
  }

  best(): number | null {
    const rights = this.notes.flatMap(note => (note.state === 'VOIDED' ? [] : (note.right ?? [])));
    return rights.length === 0 ? null : (Math.max(...rights) / QUESTIONS) * 100;
  }

  lastMoment({ startedAt }: Note): number {
    const { timeLimitSeconds, graceSeconds } = this.exam;
    return timeLimitSeconds === null ? Number.POSITIVE_INFINITY : startedAt + timeLimitSeconds + graceSeconds;
  }

  #open = () => this.notes.find(({ state }) => state === 'IN_PROGRESS');

  #start(): string {
    if (this.#open() !== undefined) return 'ATTEMPT_OPEN';
    if (this.used() >= this.exam.attempts + this.given) return 'ATTEMPTS_EXHAUSTED';
    const ends = this.notes.flatMap(note =>
      note.state === 'VOIDED' || note.right === undefined ? [] : (note.endedAt ?? []),
    );
    const isEarly = ends.some(end => this.now < end + this.exam.delaySeconds);
    if (isEarly && !this.notes.some(this.isPassing)) return 'RETRY_DELAY';
    this.notes.push({
      startedAt: this.now,
      round: this.round,
      saved: { right: 0, sequence: 0 },
      state: 'IN_PROGRESS',
      right: undefined,
      endedAt: undefined,
    });
    return 'ok';
  }

  #save({ right: count, sequence }: { right: number; sequence: number }): string {
    const note = this.notes.at(-1);
    if (note === undefined) return 'NOT_FOUND';
    if (sequence <= note.saved.sequence) return 'ok';
    if (note.state === 'SUBMITTED' || note.state === 'VOIDED') return 'ATTEMPT_CLOSED';
    if (note.state === 'AUTO_SUBMITTED' || this.now > this.lastMoment(note)) {
      this.#endOverdue();
      return 'DEADLINE_PASSED';
    }
    note.saved = { right: count, sequence };
    return 'ok';
  }

  #submit(count: number): string {
    this.#endOverdue();
    const note = this.notes.at(-1);
    if (note === undefined) return 'NOT_FOUND';
    if (note.state === 'VOIDED') return 'ATTEMPT_CLOSED';
    if (note.state === 'IN_PROGRESS')
      this.#end({ note, state: 'SUBMITTED', right: count, endedAt: this.now });
    return 'ok';
  }

  #endOverdue(): void {
    const note = this.#open();
    if (note === undefined || this.now <= this.lastMoment(note)) return;
    const endedAt = note.startedAt + (this.exam.timeLimitSeconds ?? 0);
    this.#end({ note, state: 'AUTO_SUBMITTED', right: note.saved.right, endedAt });
  }

  #end({ note, ...end }: { note: Note; state: QuizAttempt['state']; right: number; endedAt: number }): void {
    Object.assign(note, end);
    const isLost = this.used() >= this.exam.attempts + this.given && !this.notes.some(this.isPassing);
    if (!isLost || this.exam.onExhausted !== 'restart') return;
    this.round += 1;
    this.given = 0;
  }

  #void(index: number): string {
    const note = this.notes[index];
    if (note === undefined) return 'NOT_FOUND';
    if (note.state === 'VOIDED') return 'ATTEMPT_CLOSED';
    note.state = 'VOIDED';
    return 'ok';
  }
}
