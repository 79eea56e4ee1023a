import fc from 'fast-check';
import { AttemptDraft } from '../src/attempt-draft.ts';
import type { Callables } from '../src/contract/callables.ts';
import type { GivenAnswer } from '../src/contract/documents.ts';
import type { AttemptDraftOptions, SavedAnswers } from '../src/draft-options.ts';
import { resumeAttempt } from '../src/resume-attempt.ts';
import { brokenStorage, FakeNetwork, FakeStorage } from './browser.ts';
import { Gate } from './gate.ts';
import { refused } from './study-server.ts';
import { VirtualClock } from './virtual-clock.ts';

const chosen = (optionId: string, questionId = 'q1'): GivenAnswer => ({
  kind: 'singleChoice',
  questionId,
  optionId,
});

type SaveRequest = Callables['saveQuizAnswers']['request'];
type SubmitRequest = Callables['submitQuizAttempt']['request'];

/** A room in which one attempt is written: pages come and go, the server and the browser's storage stay. */
class ExamRoom {
  readonly clock = new VirtualClock();
  readonly network = new FakeNetwork();
  readonly storage = new FakeStorage();
  readonly saves: SaveRequest[] = [];
  readonly submissions: SubmitRequest[] = [];
  stored: { sequence: number; answers: readonly GivenAnswer[] } = { sequence: 0, answers: [] };
  /** Of the next calls. */
  troubles: ('lost' | 'answerLost' | 'slow' | 'over' | 'signedOut')[] = [];
  readonly slow = new Gate();

  open(options: Partial<AttemptDraftOptions> = {}): AttemptDraft {
    return new AttemptDraft({
      seatbelt: {
        saveQuizAnswers: request => this.#called(() => this.#save(request)),
        submitQuizAttempt: request => this.#called(() => this.#submit(request)),
      },
      userId: 'ada',
      courseId: 'ohio',
      quizId: 'final',
      attemptId: 'a1',
      savedSequence: this.stored.sequence,
      saved: this.stored.answers,
      storage: this.storage,
      clock: this.clock,
      network: this.network,
      ...options,
    });
  }

  /** What a page sees of the attempt's document. */
  get attempt(): SavedAnswers {
    return { savedSequence: this.stored.sequence, answers: this.stored.answers };
  }

  async #called<T>(work: () => T): Promise<T> {
    await Promise.resolve();
    const trouble = this.troubles.shift();
    if (trouble === 'over') throw refused('DEADLINE_PASSED');
    if (trouble === 'signedOut') throw refused('SIGN_IN_EXPIRED');
    if (trouble === 'lost' || !this.network.isOnline()) throw refused('OFFLINE', true);
    const answer = work();
    if (trouble === 'slow') await this.slow.pass();
    if (trouble === 'answerLost') throw refused('NO_ANSWER', true);
    return answer;
  }

  #save(request: SaveRequest): Callables['saveQuizAnswers']['answer'] {
    this.saves.push(request);
    const replayed = request.sequence <= this.stored.sequence;
    if (!replayed) this.stored = { sequence: request.sequence, answers: request.answers };
    return { savedAt: this.clock.date().toISOString(), replayed };
  }

  #submit(request: SubmitRequest): Callables['submitQuizAttempt']['answer'] {
    this.submissions.push(request);
    return {
      score: 8,
      maxScore: 10,
      percent: 80,
      passed: true,
      state: 'SUBMITTED',
      attemptsLeft: 1,
      bestPercent: 80,
      consequence: 'none',
      replayed: this.submissions.length > 1,
    };
  }
}

describe('answers that are being given', () => {
  it('can be taken back: a question that was emptied has no answer, here and at the server', async () => {
    const room = new ExamRoom();
    const draft = room.open();
    draft.set(chosen('a'));
    draft.set(chosen('x', 'q2'));
    await room.clock.pass(1_000);
    draft.clear({ questionId: 'q1' });
    expect(draft.answers).toEqual([chosen('x', 'q2')]);
    await room.clock.pass(1_000);
    expect(room.stored.answers).toEqual([chosen('x', 'q2')]);
    expect(draft.state.phase).toBe('saved');
  });

  it('are saved once the student pauses, the newest of each question', async () => {
    const room = new ExamRoom();
    const draft = room.open();
    for (const option of ['a', 'b', 'c']) {
      draft.set(chosen(option));
      await room.clock.pass(500);
    }
    draft.set(chosen('x', 'q2'));
    expect(draft.state.phase).toBe('changed');
    await room.clock.pass(800);
    expect(room.saves.map(({ sequence, answers }) => [sequence, answers])).toEqual([
      [1, [chosen('c'), chosen('x', 'q2')]],
    ]);
    expect(draft.state).toMatchObject({ phase: 'saved', savedAt: room.clock.date(), error: null });
  });

  it('are shown again after a reload, though the server has never had them', async () => {
    const room = new ExamRoom();
    room.open().set(chosen('a'));
    const after = room.open();
    expect(after.answers).toEqual([chosen('a')]);
    expect(after.state.phase).toBe('changed');
    await room.clock.pass(800);
    expect(room.stored.answers).toEqual([chosen('a')]);
  });

  it('are those of the server where it knows newer ones, from another device', async () => {
    const room = new ExamRoom();
    const here = room.open();
    here.set(chosen('a'));
    await room.clock.pass(800);
    here.dispose();
    room.stored = { sequence: 7, answers: [chosen('b')] };
    expect(room.open().answers).toEqual([chosen('b')]);
  });

  it('are kept without a network and saved when it is back', async () => {
    const room = new ExamRoom();
    const draft = room.open();
    room.network.set(false);
    draft.set(chosen('a'));
    await room.clock.pass(5_000);
    draft.set(chosen('b'));
    expect(draft.state.phase).toBe('offline');
    expect(room.saves).toEqual([]);
    room.network.set(true);
    await room.clock.pass(0);
    await room.clock.pass(800);
    expect(room.stored.answers).toEqual([chosen('b')]);
    expect(draft.state.phase).toBe('saved');
  });

  it('win over a save of the same number that another browser made', async () => {
    const room = new ExamRoom();
    const draft = room.open();
    room.stored = { sequence: 1, answers: [chosen('z')] };
    draft.set(chosen('a'));
    await room.clock.pass(800);
    expect(room.stored.answers).toEqual([chosen('a')]);
    expect(draft.state.phase).toBe('saved');
  });

  it('win over saves of another browser that has counted far ahead', async () => {
    const room = new ExamRoom();
    const draft = room.open();
    room.stored = { sequence: 500, answers: [chosen('z')] };
    draft.set(chosen('a'));
    await room.clock.pass(800);
    expect(room.stored.answers).toEqual([chosen('a')]);
    expect(draft.state.phase).toBe('saved');
  });

  it('win over those of another tab that was opened later and saved more often', async () => {
    const room = new ExamRoom();
    const [first, second] = [room.open(), room.open()];
    for (const option of ['v', 'w', 'x', 'y', 'z']) {
      second.set(chosen(option));
      await room.clock.pass(800);
    }
    const savesBefore = room.saves.length;
    first.set(chosen('a'));
    await room.clock.pass(800);
    expect(room.stored.answers).toEqual([chosen('a')]);
    expect(room.saves).toHaveLength(savesBefore + 1);
  });

  it('are offline as soon as the browser says so, though a save is still on its way', async () => {
    const room = new ExamRoom();
    const draft = room.open();
    room.troubles = ['slow'];
    draft.set(chosen('a'));
    await room.clock.pass(800);
    expect(draft.state.phase).toBe('saving');
    room.network.set(false);
    expect(draft.state.phase).toBe('offline');
    room.network.set(true);
    expect(draft.state.phase).toBe('saving');
    room.slow.open();
    await room.clock.pass(0);
    expect(draft.state.phase).toBe('saved');
    room.network.set(false);
    expect(draft.state.phase).toBe('saved');
  });

  it('are not lost by a browser that stores nothing', async () => {
    const room = new ExamRoom();
    const draft = room.open({ storage: brokenStorage });
    draft.set(chosen('a'));
    await room.clock.pass(800);
    expect(room.stored.answers).toEqual([chosen('a')]);
  });

  it('of an attempt whose time is over are told so, and no more is sent', async () => {
    const room = new ExamRoom();
    const draft = room.open();
    room.troubles = ['over'];
    draft.set(chosen('a'));
    await room.clock.pass(800);
    expect(draft.state).toMatchObject({ phase: 'closed', error: { reason: 'DEADLINE_PASSED' } });
    draft.set(chosen('b'));
    await room.clock.pass(60_000);
    expect(room.saves).toEqual([]);
    expect(draft.answers).toEqual([chosen('a')]);
  });

  it('of a page that is closed wait in the browser', async () => {
    const room = new ExamRoom();
    const draft = room.open();
    draft.set(chosen('a'));
    draft.dispose();
    await room.clock.pass(60_000);
    expect(room.saves).toEqual([]);
    expect(room.clock.pendingTimers).toBe(0);
    expect(room.open().answers).toEqual([chosen('a')]);
  });
});

describe('handing in', () => {
  it('sends the newest answers, once however often it is pressed, and forgets the draft', async () => {
    const room = new ExamRoom();
    const draft = room.open();
    draft.set(chosen('a'));
    const [first, second] = await room.clock.finish(Promise.all([draft.submit(), draft.submit()]));
    expect(first).toEqual(second);
    expect(room.submissions.map(({ answers }) => answers)).toEqual([[chosen('a')]]);
    expect(draft.state.phase).toBe('submitted');
    expect(room.storage.length).toBe(0);
    await room.clock.pass(60_000);
    expect(room.saves).toEqual([]);
  });

  it('waits for the network; what is changed meanwhile is too late', async () => {
    const room = new ExamRoom();
    const draft = room.open();
    draft.set(chosen('a'));
    room.network.set(false);
    const submitting = draft.submit();
    await room.clock.pass(10 * 60_000);
    draft.set(chosen('b'));
    room.network.set(true);
    await expect(room.clock.finish(submitting)).resolves.toMatchObject({ passed: true });
    expect(room.submissions.map(({ answers }) => answers)).toEqual([[chosen('a')]]);
  });

  it('that is refused leaves the answers where they are', async () => {
    const room = new ExamRoom();
    const draft = room.open();
    draft.set(chosen('a'));
    room.troubles = ['over'];
    await expect(room.clock.finish(draft.submit())).rejects.toMatchObject({ reason: 'DEADLINE_PASSED' });
    expect(room.open().answers).toEqual([chosen('a')]);
  });

  it('of an attempt that is over says so', async () => {
    const room = new ExamRoom();
    const draft = room.open();
    draft.set(chosen('a'));
    room.troubles = ['over'];
    await expect(room.clock.finish(draft.submit())).rejects.toThrow();
    expect(draft.state).toMatchObject({ phase: 'closed', error: { reason: 'DEADLINE_PASSED' } });
    await room.clock.pass(60_000);
    expect(room.saves).toEqual([]);
  });

  it('that is refused for the time being saves what was not saved yet: the time may run out', async () => {
    const room = new ExamRoom();
    const draft = room.open();
    draft.set(chosen('a'));
    room.troubles = ['signedOut'];
    await expect(room.clock.finish(draft.submit())).rejects.toMatchObject({ reason: 'SIGN_IN_EXPIRED' });
    expect(draft.state).toMatchObject({ phase: 'changed', error: { reason: 'SIGN_IN_EXPIRED' } });
    await room.clock.pass(800);
    expect(room.stored.answers).toEqual([chosen('a')]);
  });

  it('that is refused for the time being saves what a save could not, which it put an end to', async () => {
    const room = new ExamRoom();
    const draft = room.open();
    room.stored = { sequence: 1, answers: [chosen('z')] };
    room.troubles = ['slow', 'lost', 'signedOut'];
    draft.set(chosen('a'));
    await room.clock.pass(800);
    const submitting = draft.submit();
    room.slow.open();
    await room.clock.pass(0);
    await expect(room.clock.finish(submitting)).rejects.toMatchObject({ reason: 'SIGN_IN_EXPIRED' });
    await room.clock.pass(2_000);
    expect(room.stored.answers).toEqual([chosen('a')]);
  });

  it('ends a save that is on its way: nothing is saved or kept afterwards', async () => {
    const room = new ExamRoom();
    const draft = room.open();
    room.stored = { sequence: 1, answers: [chosen('z')] };
    room.troubles = ['slow'];
    draft.set(chosen('a'));
    await room.clock.pass(800);
    await room.clock.finish(draft.submit());
    room.slow.open();
    await room.clock.pass(60_000);
    expect(room.saves).toHaveLength(1);
    expect(room.storage.length).toBe(0);
    expect(draft.state.phase).toBe('submitted');
  });
});

describe('a page that was left open while the attempt went on elsewhere', () => {
  /** Answered here and saved; then somewhere else. */
  async function forgotten() {
    const room = new ExamRoom();
    const draft = room.open();
    draft.set(chosen('old'));
    await room.clock.pass(800);
    room.stored = { sequence: room.stored.sequence + 1, answers: [chosen('new')] };
    return { room, draft };
  }

  it('is behind, and hands in what is saved instead of its own answers', async () => {
    const { room, draft } = await forgotten();
    expect(draft.isBehind(room.attempt)).toBe(true);
    await room.clock.finish(draft.submit(room.attempt));
    expect(room.submissions.map(({ answers }) => answers)).toEqual([[chosen('new')]]);
  });

  it('hands in what is saved also when it is tried again after a refusal', async () => {
    const { room, draft } = await forgotten();
    room.troubles = ['signedOut'];
    await expect(room.clock.finish(draft.submit(room.attempt))).rejects.toThrow();
    await room.clock.finish(draft.submit(room.attempt));
    expect(room.submissions.map(({ answers }) => answers)).toEqual([[chosen('new')]]);
  });

  it('is behind no longer once it is opened anew, and shows the newer answers', async () => {
    const { room, draft } = await forgotten();
    draft.dispose();
    const anew = room.open();
    expect(anew.isBehind(room.attempt)).toBe(false);
    expect(anew.answers).toEqual([chosen('new')]);
  });

  it('hands in what is answered here after all: the newest answers count', async () => {
    const { room, draft } = await forgotten();
    draft.set(chosen('newest'));
    expect(draft.isBehind(room.attempt)).toBe(false);
    await room.clock.finish(draft.submit(room.attempt));
    expect(room.submissions.map(({ answers }) => answers)).toEqual([[chosen('newest')]]);
  });

  it('is not behind by its own save, not even by one whose answer was lost', async () => {
    const room = new ExamRoom();
    const draft = room.open();
    room.troubles = ['answerLost'];
    draft.set(chosen('a'));
    await room.clock.pass(800);
    expect(room.stored.answers).toEqual([chosen('a')]);
    expect(draft.isBehind(room.attempt)).toBe(false);
    await room.clock.pass(60_000);
    expect(draft.isBehind(room.attempt)).toBe(false);
  });

  it('hands in what was answered last, wherever that was, however often the places changed', async () => {
    const turn = fc.record({ place: fc.constantFrom(0, 1), option: fc.constantFrom('a', 'b', 'c') });
    await fc.assert(
      fc.asyncProperty(
        fc.array(turn, { minLength: 1, maxLength: 12 }),
        fc.constantFrom(0, 1),
        async (turns, by) => {
          const room = new ExamRoom();
          const drafts = [room.open(), room.open({ storage: new FakeStorage() })] as const;
          for (const { place, option } of turns) {
            drafts[place === 0 ? 0 : 1].set(chosen(option));
            await room.clock.pass(800);
          }
          await room.clock.finish(drafts[by === 0 ? 0 : 1].submit(room.attempt));
          expect(room.submissions[0]?.answers).toEqual([chosen(turns.at(-1)?.option ?? '')]);
        },
      ),
    );
  });
});

describe('whatever happens while an attempt is written', () => {
  const happening = fc.oneof(
    fc.record({
      kind: fc.constant('set' as const),
      option: fc.constantFrom('a', 'b', 'c'),
      question: fc.constantFrom('q1', 'q2'),
    }),
    fc.record({ kind: fc.constant('pass' as const), ms: fc.constantFrom(0, 300, 800, 3_000, 70_000) }),
    fc.record({ kind: fc.constant('network' as const), isOnline: fc.boolean() }),
    fc.record({
      kind: fc.constant('trouble' as const),
      how: fc.constantFrom('lost' as const, 'answerLost' as const),
    }),
    fc.record({ kind: fc.constant('reload' as const) }),
  );

  it('the last answer to each question is shown, reaches the server in the end, and numbers only grow', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(happening, { maxLength: 25 }), async happenings => {
        const room = new ExamRoom();
        const wanted = new Map<string, string>();
        let draft = room.open();
        for (const event of happenings) {
          draft = await happen({ room, draft, wanted, event });
          expect(new Map(answersOf(draft.answers))).toEqual(wanted);
        }
        room.troubles = [];
        room.network.set(true);
        await room.clock.pass(200_000);
        expect(new Map(answersOf(room.stored.answers))).toEqual(wanted);
        const numbers = room.saves.map(({ sequence }) => sequence);
        expect(numbers).toEqual([...new Set(numbers)].sort((a, b) => a - b));
      }),
      { numRuns: 150 },
    );
  });

  type Happening = typeof happening extends fc.Arbitrary<infer T> ? T : never;

  /** @returns the draft that goes on */
  async function happen(input: {
    room: ExamRoom;
    draft: AttemptDraft;
    wanted: Map<string, string>;
    event: Happening;
  }): Promise<AttemptDraft> {
    const { room, draft, wanted, event } = input;
    switch (event.kind) {
      case 'set':
        draft.set(chosen(event.option, event.question));
        wanted.set(event.question, event.option);
        return draft;
      case 'pass':
        await room.clock.pass(event.ms);
        return draft;
      case 'network':
        room.network.set(event.isOnline);
        return draft;
      case 'trouble':
        room.troubles.push(event.how);
        return draft;
      case 'reload':
        draft.dispose();
        await room.clock.pass(0);
        return room.open();
    }
  }

  const answersOf = (answers: readonly GivenAnswer[]) =>
    answers.map(
      answer => [answer.questionId, answer.kind === 'singleChoice' ? answer.optionId : ''] as const,
    );
});

describe('an attempt that was started before', () => {
  it('shows its questions again under its own id, and starts no other', async () => {
    const asked: unknown[] = [];
    const startQuizAttempt = async (...call: unknown[]) => {
      asked.push(call);
      throw refused('NO_ANSWER', true);
    };
    const place = { courseId: 'ohio', quizId: 'final', attemptId: 'a1' };
    await expect(resumeAttempt({ startQuizAttempt }, place)).rejects.toMatchObject({ reason: 'NO_ANSWER' });
    expect(asked).toEqual([[{ courseId: 'ohio', quizId: 'final' }, { requestId: 'a1' }]]);
  });
});
