import { StudyBrowser } from './study-browser.ts';
import { refused } from './study-server.ts';

const minute = 60_000;

async function studying(input: { hasLocks?: boolean } = {}) {
  const browser = new StudyBrowser(input);
  const tab = browser.open('one');
  await browser.clock.finish(tab.tracker.start({ lessonId: 'signs' }));
  return { browser, tab, tracker: tab.tracker, server: browser.server, clock: browser.clock };
}

describe('a student who studies', () => {
  it('is counted from the start, by one heartbeat in each interval', async () => {
    const { tracker, server, clock } = await studying();
    expect(tracker.state).toMatchObject({
      phase: 'counting',
      lessonId: 'signs',
      remainingTodaySeconds: 3_600,
    });
    await clock.pass(5 * minute);
    expect(server.beats.map(({ atMs, sequence }) => [atMs / 1_000, sequence])).toEqual(
      Array.from({ length: 10 }, (_, index) => [30 * (index + 1), index + 1]),
    );
    expect(tracker.state).toMatchObject({
      creditedSeconds: 300,
      todaySeconds: 900,
      remainingTodaySeconds: 3_300,
    });
  });

  it('is engaged in a heartbeat before which there was a sign of life, or a video played', async () => {
    const { tab, tracker, server, clock } = await studying();
    tab.happen('signOfLife');
    await clock.pass(30_000);
    await clock.pass(30_000);
    tracker.videoPlayed({ lessonId: 'signs', fromSeconds: 0, toSeconds: 0.3 });
    await clock.pass(30_000);
    expect(server.beats.map(({ engaged }) => engaged)).toEqual([true, false, true]);
  });

  it('is told when nothing is counted for want of signs of life, or for a break', async () => {
    const { tracker, server, clock } = await studying();
    server.state = 'IDLE';
    await clock.pass(30_000);
    expect(tracker.state.phase).toBe('idle');
    server.state = 'ON_BREAK';
    await clock.pass(30_000);
    expect(tracker.state.phase).toBe('onBreak');
    server.state = 'ACTIVE';
    await clock.pass(30_000);
    expect(tracker.state.phase).toBe('counting');
  });

  it('who goes on to the next lesson is there at once, and the next heartbeat comes an interval later', async () => {
    const { tracker, server, clock } = await studying();
    await clock.pass(10_000);
    await clock.finish(tracker.enterLesson({ lessonId: 'speed' }));
    await clock.pass(29_000);
    expect(server.beats.map(({ atMs, lessonId }) => [atMs, lessonId])).toEqual([[10_000, 'speed']]);
    await clock.pass(1_000);
    expect(server.beats).toHaveLength(2);
  });

  it('who leafs through the lessons sends no heartbeat for those in between', async () => {
    const { tracker, server, clock } = await studying();
    for (const lessonId of ['speed', 'night', 'rain', 'snow']) void tracker.enterLesson({ lessonId });
    await clock.pass(0);
    expect(server.beats.map(({ lessonId }) => lessonId)).toEqual(['speed', 'snow']);
  });

  it('who leafs past a lesson that is locked is where they got to', async () => {
    const { tracker, server, clock } = await studying();
    server.lockedLessons.add('exam');
    void tracker.enterLesson({ lessonId: 'exam' });
    await clock.finish(tracker.enterLesson({ lessonId: 'speed' }));
    expect(server.beats.map(({ lessonId }) => lessonId)).toEqual(['speed']);
    expect(tracker.state.lessonId).toBe('speed');
  });

  it('stays where they were if a lesson is locked, and is told so', async () => {
    const { tracker, server, clock } = await studying();
    server.lockedLessons.add('exam');
    const heard: unknown[] = [];
    tracker.on('refused', ({ reason }) => heard.push([reason, tracker.state.lessonId]));
    await expect(clock.finish(tracker.enterLesson({ lessonId: 'exam' }))).rejects.toMatchObject({
      reason: 'LESSON_LOCKED',
    });
    expect(heard).toEqual([['LESSON_LOCKED', 'signs']]);
    expect(tracker.state).toMatchObject({ phase: 'counting', lessonId: 'signs' });
    await clock.pass(30_000);
    expect(server.beats.map(({ sequence, lessonId }) => [sequence, lessonId])).toEqual([[1, 'signs']]);
  });

  it('who stops ends the session, and nothing runs any more', async () => {
    const { tracker, server, clock } = await studying();
    await clock.finish(tracker.stop());
    expect(tracker.state).toMatchObject({ phase: 'stopped', sessionId: null, because: null });
    expect(server.openSession).toBeUndefined();
    await clock.pass(10 * minute);
    expect(server.calls).toEqual(['startSession', 'endSession']);
    expect(clock.pendingTimers).toBe(0);
  });

  it('who stops and starts again is counted again', async () => {
    const { tracker, server, clock } = await studying();
    await clock.finish(tracker.stop());
    await clock.finish(tracker.start({ lessonId: 'speed' }));
    await clock.pass(30_000);
    expect(server.sessions).toHaveLength(2);
    expect(server.beats.map(({ sequence }) => sequence)).toEqual([1]);
  });

  it('who stops and starts again at once is counted on', async () => {
    const { tracker, server, clock } = await studying();
    const stopped = tracker.stop();
    await clock.finish(tracker.start({ lessonId: 'speed' }));
    await clock.finish(stopped);
    await clock.pass(30_000);
    expect(tracker.state).toMatchObject({ phase: 'counting', lessonId: 'speed' });
    expect(server.openSession?.lessonId).toBe('speed');
  });

  it('is counted on by a page that starts again as soon as it hears of the stop', async () => {
    const { browser, tracker, clock } = await studying();
    const end = tracker.on('state', ({ phase }) => {
      if (phase !== 'stopped') return;
      end();
      void tracker.start({ lessonId: 'signs' });
    });
    await clock.finish(tracker.stop());
    await clock.pass(minute);
    expect(tracker.state.phase).toBe('counting');
    const second = browser.open('two');
    await clock.finish(second.tracker.start({ lessonId: 'signs' }));
    expect(second.tracker.state.phase).toBe('elsewhere');
  });
});

describe('completing a lesson', () => {
  it('tells the last of its video and of its time first', async () => {
    const { tracker, server, clock } = await studying();
    tracker.videoPlayed({ lessonId: 'signs', fromSeconds: 0, toSeconds: 8 });
    await clock.pass(8_000);
    tracker.videoPlayed({ lessonId: 'signs', fromSeconds: 8, toSeconds: 9.7 });
    const completed = await clock.finish(tracker.completeLesson({ lessonId: 'signs' }));
    expect(completed.nextLessonId).toBe('speed');
    expect(server.calls.slice(-3)).toEqual(['recordVideoProgress', 'heartbeat', 'completeLesson']);
    expect(server.claims.at(-1)).toMatchObject({ from: 0, to: 10 });
  });

  it('twice at the same moment is done once', async () => {
    const { tracker, server, clock } = await studying();
    const clicks = [
      tracker.completeLesson({ lessonId: 'signs' }),
      tracker.completeLesson({ lessonId: 'signs' }),
    ];
    await clock.finish(Promise.all(clicks));
    expect(server.calls.filter(name => name === 'completeLesson')).toHaveLength(1);
    expect(server.beats).toHaveLength(1);
  });

  it('of several lessons at once is done for each of them', async () => {
    const { tracker, server, clock } = await studying();
    const lessons = ['signs', 'speed', 'night'];
    await clock.finish(Promise.all(lessons.map(lessonId => tracker.completeLesson({ lessonId }))));
    expect(server.completions).toEqual(lessons);
  });

  it('too early says so, and the counting goes on', async () => {
    const { tracker, server, clock } = await studying();
    server.completeRefusal = refused('LESSON_TOO_SHORT');
    await expect(clock.finish(tracker.completeLesson({ lessonId: 'signs' }))).rejects.toMatchObject({
      reason: 'LESSON_TOO_SHORT',
    });
    await clock.pass(30_000);
    expect(tracker.state.phase).toBe('counting');
    expect(server.beats).toHaveLength(2);
  });

  it('waits for the network', async () => {
    const { browser, tracker, server, clock } = await studying();
    browser.network.set(false);
    const completing = tracker.completeLesson({ lessonId: 'signs' });
    await clock.pass(2 * minute);
    expect(server.calls).not.toContain('completeLesson');
    browser.network.set(true);
    await expect(clock.finish(completing)).resolves.toMatchObject({ nextLessonId: 'speed' });
  });

  it('that is not counted here is not tried', async () => {
    const browser = new StudyBrowser();
    const { tracker } = browser.open('one');
    await expect(tracker.completeLesson({ lessonId: 'signs' })).rejects.toMatchObject({ reason: 'ABORTED' });
  });
});

describe('a video', () => {
  it('is claimed as one stretch since the last jump, every fifteen seconds at most', async () => {
    const { tracker, server, clock } = await studying();
    for (let second = 0; second < 40; second += 0.25) {
      tracker.videoPlayed({ lessonId: 'signs', fromSeconds: second, toSeconds: second + 0.25 });
      await clock.pass(250);
    }
    const gaps = server.claims.map(({ atMs }, index) => atMs - (server.claims[index - 1]?.atMs ?? -20_000));
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(15_000);
    expect(server.claims.every(({ from }) => from === 0)).toBe(true);
    expect(server.claims.at(-1)?.to).toBeGreaterThan(25);
    expect(tracker.state.video['signs']?.requiredSeconds).toBe(60);
  });

  it('that was jumped in is claimed in both parts', async () => {
    const { tracker, server, clock } = await studying();
    tracker.videoPlayed({ lessonId: 'signs', fromSeconds: 0, toSeconds: 5 });
    tracker.videoPlayed({ lessonId: 'signs', fromSeconds: 100, toSeconds: 106 });
    await clock.pass(20_000);
    expect(server.claims.map(({ from, to }) => [from, to])).toEqual([
      [0, 5],
      [100, 106],
    ]);
  });

  it('that was played without a network is claimed afterwards', async () => {
    const { browser, tracker, server, clock } = await studying();
    browser.network.set(false);
    tracker.videoPlayed({ lessonId: 'signs', fromSeconds: 0, toSeconds: 12 });
    await clock.pass(20_000);
    expect(server.claims).toEqual([]);
    browser.network.set(true);
    await clock.pass(0);
    expect(server.claims).toHaveLength(1);
  });
});

describe('an identity check', () => {
  const challenge = {
    challengeId: 'c1',
    questionId: 'first-pet',
    prompt: 'What was the name of your first pet?',
    expiresAt: '2026-03-02T15:02:00.000Z',
  };

  it('is put to the student once, and the counting goes on after the answer', async () => {
    const { tracker, server, clock } = await studying();
    const asked: unknown[] = [];
    const settled: unknown[] = [];
    tracker.on('challenge', ({ prompt, expiresAt }) => asked.push([prompt, expiresAt]));
    tracker.on('challengeSettled', detail => settled.push(detail));
    server.challenge = challenge;
    await clock.pass(minute);
    expect(asked).toEqual([[challenge.prompt, new Date(challenge.expiresAt)]]);
    expect(tracker.state).toMatchObject({ phase: 'challenged', challenge: { challengeId: 'c1' } });
    await clock.finish(tracker.answerChallenge({ challengeId: 'c1', answer: 'Rex' }));
    expect(tracker.state).toMatchObject({ phase: 'counting', challenge: null });
    await clock.pass(minute);
    expect(settled).toEqual([{ challengeId: 'c1' }]);
  });

  it.each(['CHALLENGE_ANSWERED', 'CHALLENGE_NOT_FOUND'] as const)(
    'that was settled elsewhere (%s) is taken away at once, and the counting goes on',
    async reason => {
      const { tracker, server, clock } = await studying();
      server.challenge = challenge;
      await clock.pass(30_000);
      server.answerRefusal = refused(reason);
      const answering = tracker.answerChallenge({ challengeId: 'c1', answer: 'Rex' });
      await expect(clock.finish(answering)).rejects.toMatchObject({ reason });
      expect(tracker.state).toMatchObject({ phase: 'counting', challenge: null });
    },
  );

  it('whose answer is refused for another reason stays open', async () => {
    const { tracker, server, clock } = await studying();
    server.challenge = challenge;
    await clock.pass(30_000);
    server.answerRefusal = refused('SIGN_IN_EXPIRED');
    const answering = tracker.answerChallenge({ challengeId: 'c1', answer: 'Rex' });
    await expect(clock.finish(answering)).rejects.toMatchObject({ reason: 'SIGN_IN_EXPIRED' });
    expect(tracker.state).toMatchObject({ phase: 'challenged', challenge: { challengeId: 'c1' } });
  });

  it('whose time is over is taken away', async () => {
    const { tracker, server, clock } = await studying();
    server.challenge = challenge;
    await clock.pass(30_000);
    server.challenge = undefined;
    await clock.pass(30_000);
    expect(tracker.state.challenge).toBeNull();
  });

  it('that locks the course ends the counting', async () => {
    const { tracker, server, clock } = await studying();
    const ended: unknown[] = [];
    tracker.on('ended', detail => ended.push(detail));
    server.challenge = challenge;
    await clock.pass(30_000);
    server.lockedUntil = '2026-03-03T15:00:00.000Z';
    await clock.finish(tracker.answerChallenge({ challengeId: 'c1', answer: 'Fido' }));
    await clock.pass(0);
    expect(ended).toEqual([{ because: 'locked' }]);
    expect(tracker.state.phase).toBe('ended');
    expect(server.openSession).toBeUndefined();
  });
});

describe('without a network', () => {
  it('the unanswered heartbeat is sent again first, with its number', async () => {
    const { browser, tracker, server, clock } = await studying();
    server.troubles = ['answerLost'];
    await clock.pass(30_000);
    expect(tracker.state.phase).toBe('offline');
    browser.network.set(false);
    await clock.pass(minute);
    browser.network.set(true);
    await clock.pass(0);
    expect(server.beats.map(({ sequence, isNew }) => [sequence, isNew])).toEqual([
      [1, true],
      [1, false],
    ]);
    expect(tracker.state.phase).toBe('counting');
    await clock.pass(29_000);
    expect(server.beats).toHaveLength(2);
  });

  it('a session that nothing was heard of for too long is followed by another', async () => {
    const { browser, tracker, server, clock } = await studying();
    browser.network.set(false);
    await clock.pass(10 * minute);
    expect(tracker.state.phase).toBe('offline');
    browser.network.set(true);
    await clock.pass(0);
    expect(server.sessions).toHaveLength(2);
    expect(tracker.state).toMatchObject({ phase: 'counting', sessionId: server.openSession?.sessionId });
  });

  it('a start waits, and is one session however often it is sent', async () => {
    const browser = new StudyBrowser();
    const { tracker } = browser.open('one');
    browser.server.troubles = ['answerLost', 'lost'];
    await browser.clock.finish(tracker.start({ lessonId: 'signs' }));
    expect(browser.server.calls).toHaveLength(3);
    expect(browser.server.sessions).toHaveLength(1);
  });

  it('a start whose answer got lost is another start in another lesson', async () => {
    const browser = new StudyBrowser();
    const { tracker } = browser.open('one');
    browser.server.troubles = ['answerLost'];
    const started = tracker.start({ lessonId: 'signs' });
    await browser.clock.pass(0);
    void tracker.enterLesson({ lessonId: 'speed' });
    await browser.clock.finish(started);
    expect(tracker.state).toMatchObject({ phase: 'counting', lessonId: 'speed' });
    expect(browser.server.sessions.map(({ end }) => end)).toEqual(['superseded', null]);
  });

  it('a start whose answer got lost is another start once another tab has counted', async () => {
    const browser = new StudyBrowser();
    const [one, two] = [browser.open('one'), browser.open('two')];
    const { clock } = browser;
    browser.server.troubles = ['answerLost'];
    void one.tracker.start({ lessonId: 'signs' });
    await clock.pass(0);
    await clock.finish(two.tracker.start({ lessonId: 'signs' }));
    await clock.finish(two.tracker.takeOver());
    await clock.finish(one.tracker.takeOver());
    await clock.pass(minute);
    expect(one.tracker.state.phase).toBe('counting');
  });

  it('whoever stops need not wait', async () => {
    const { browser, tracker, clock } = await studying();
    browser.network.set(false);
    await tracker.stop();
    expect(tracker.state.phase).toBe('stopped');
    expect(clock.pendingTimers).toBe(0);
  });
});

describe('the server', () => {
  it.each([
    ['DAILY_LIMIT', 'dailyLimit'],
    ['ACCESS_LOCKED', 'accessLost'],
    ['ENROLLMENT_EXPIRED', 'accessLost'],
    ['IDENTITY_LOCKED', 'locked'],
    ['IDENTITY_NOT_REGISTERED', 'refused'],
  ] as const)('that refuses a session with %s ends the counting: %s', async (reason, because) => {
    const browser = new StudyBrowser();
    const { tracker } = browser.open('one');
    browser.server.startRefusal = refused(reason);
    await expect(browser.clock.finish(tracker.start({ lessonId: 'signs' }))).rejects.toMatchObject({
      reason,
    });
    expect(tracker.state).toMatchObject({ phase: 'ended', because });
    await browser.clock.pass(10 * minute);
    expect(browser.server.calls).toEqual(['startSession']);
  });

  it('that closes the session in a heartbeat is asked why by the next start', async () => {
    const { tracker, server, clock } = await studying();
    server.state = 'CLOSED';
    server.startRefusal = refused('DAILY_LIMIT');
    await clock.pass(30_000);
    expect(tracker.state).toMatchObject({ phase: 'ended', because: 'dailyLimit' });
    server.state = 'ACTIVE';
    server.startRefusal = undefined;
    await clock.finish(tracker.start({ lessonId: 'signs' }));
    expect(tracker.state.phase).toBe('counting');
  });

  it('that closes every session at once is not asked for ever', async () => {
    const { tracker, server, clock } = await studying();
    server.state = 'CLOSED';
    await clock.pass(10 * minute);
    expect(tracker.state).toMatchObject({ phase: 'ended', because: 'stale' });
    expect(server.sessions.length).toBeLessThanOrEqual(2);
  });

  it('tells that the student went on at another device; coming back is up to them', async () => {
    const { tracker, server, clock } = await studying();
    server.studyElsewhere();
    await clock.pass(5 * minute);
    expect(tracker.state).toMatchObject({ phase: 'ended', because: 'otherDevice' });
    expect(server.sessions).toHaveLength(2);
    await clock.finish(tracker.takeOver());
    expect(tracker.state.phase).toBe('counting');
    expect(server.openSession?.sessionId).toBe(tracker.state.sessionId);
  });
});

describe('two tabs of a browser', () => {
  it('count once: the second says so and shows the figures of the first', async () => {
    const { browser, tab, server, clock } = await studying();
    const second = browser.open('two');
    await clock.finish(second.tracker.start({ lessonId: 'speed' }));
    await clock.pass(minute);
    expect(second.tracker.state).toMatchObject({
      phase: 'elsewhere',
      because: 'otherTab',
      creditedSeconds: tab.tracker.state.creditedSeconds,
    });
    expect(server.beats.map(beat => beat.tab)).toEqual(['one', 'one']);
    expect(server.sessions).toHaveLength(1);
  });

  it('can be changed: the first closes its session, the second goes on', async () => {
    const { browser, tab, server, clock } = await studying();
    const second = browser.open('two');
    await clock.finish(second.tracker.start({ lessonId: 'speed' }));
    await clock.finish(second.tracker.takeOver());
    expect(second.tracker.state).toMatchObject({ phase: 'counting', lessonId: 'speed' });
    expect(tab.tracker.state).toMatchObject({ phase: 'elsewhere', because: 'otherTab' });
    expect(server.sessions.map(({ end }) => end)).toEqual(['closed', null]);
    await clock.pass(5 * minute);
    expect(server.beats.every(beat => beat.tab === 'two')).toBe(true);
  });

  it('can be changed even if the first does not answer', async () => {
    const { browser, tab, server, clock } = await studying();
    const second = browser.open('two');
    await clock.finish(second.tracker.start({ lessonId: 'speed' }));
    server.silence('one');
    await clock.finish(second.tracker.takeOver());
    expect(second.tracker.state.phase).toBe('counting');
    expect(tab.tracker.state).toMatchObject({ phase: 'elsewhere', because: 'otherTab' });
    expect(server.sessions.map(({ end }) => end)).toEqual(['superseded', null]);
  });

  it('can be changed back at once, and stay so', async () => {
    const { browser, tab, server, clock } = await studying();
    const second = browser.open('two');
    await clock.finish(second.tracker.start({ lessonId: 'speed' }));
    await clock.finish(second.tracker.takeOver());
    await clock.finish(tab.tracker.takeOver());
    await clock.pass(minute);
    expect(tab.tracker.state.phase).toBe('counting');
    expect(second.tracker.state.phase).toBe('elsewhere');
    expect(server.sessions).toHaveLength(3);
  });

  it('are changed while the first stops: it does not count again when the second is closed', async () => {
    const { browser, tab, tracker, clock } = await studying();
    const second = browser.open('two');
    await clock.finish(second.tracker.start({ lessonId: 'speed' }));
    const stopped = tracker.stop();
    await clock.finish(second.tracker.takeOver());
    await clock.finish(stopped);
    second.happen('left');
    await clock.pass(minute);
    expect(tab.tracker.state.phase).toBe('stopped');
  });

  it('do not count where the page stops as soon as it hears of the other: the seat stays free for a third', async () => {
    const { browser, tab, clock } = await studying();
    const second = browser.open('two');
    second.tracker.on('state', ({ phase }) => {
      if (phase === 'elsewhere') void second.tracker.stop();
    });
    await expect(clock.finish(second.tracker.start({ lessonId: 'speed' }))).rejects.toMatchObject({
      reason: 'ABORTED',
    });
    await clock.finish(tab.tracker.stop());
    const third = browser.open('three');
    await clock.finish(third.tracker.start({ lessonId: 'speed' }));
    await clock.pass(0);
    expect(third.tracker.state.phase).toBe('counting');
  });

  it('the second counts once the first is closed', async () => {
    const { browser, tab, server, clock } = await studying();
    const second = browser.open('two');
    await clock.finish(second.tracker.start({ lessonId: 'speed' }));
    tab.happen('left');
    await clock.pass(0);
    expect(server.beacons).toHaveLength(1);
    expect(second.tracker.state).toMatchObject({ phase: 'counting', because: null });
    expect(server.sessions.map(({ end }) => end)).toEqual(['closed', null]);
  });

  it('of a browser without Web Locks are told apart by the server', async () => {
    const { browser, tab, clock } = await studying({ hasLocks: false });
    const second = browser.open('two');
    await clock.finish(second.tracker.start({ lessonId: 'speed' }));
    await clock.pass(minute);
    expect(tab.tracker.state).toMatchObject({ phase: 'ended', because: 'otherDevice' });
    expect(second.tracker.state.phase).toBe('counting');
  });
});

describe('a page that goes away', () => {
  it('ends its session with a beacon, and starts anew when it comes back', async () => {
    const { tab, tracker, server, clock } = await studying();
    const { sessionId } = tracker.state;
    tab.happen('left');
    expect(server.beacons).toEqual([`token-${sessionId}`]);
    expect(clock.pendingTimers).toBe(0);
    tab.happen('restored');
    await clock.pass(30_000);
    expect(server.sessions).toHaveLength(2);
    expect(tracker.state.phase).toBe('counting');
  });

  it('has nothing more to say: an answer that comes after its return is not taken for another', async () => {
    const { tab, tracker, server, clock } = await studying();
    server.troubles = ['slow', 'slow'];
    await clock.pass(30_000);
    tab.happen('left');
    tab.happen('restored');
    await clock.pass(0);
    server.slow.open();
    await clock.pass(10_000);
    expect(server.calls).toEqual(['startSession', 'heartbeat', 'startSession']);
    expect(tracker.state).toMatchObject({ phase: 'starting', todaySeconds: 0 });
    server.slow.open();
    await clock.pass(0);
    expect(tracker.state.sessionId).toBe(server.openSession?.sessionId);
  });

  it('that was not counting sends nothing', async () => {
    const { tab, tracker, server, clock } = await studying();
    await clock.finish(tracker.stop());
    tab.happen('left');
    tab.happen('restored');
    await clock.pass(minute);
    expect(server.beacons).toEqual([]);
    expect(tracker.state.phase).toBe('stopped');
  });
});
