import fc from 'fast-check';
import { readArguments } from '../../../../scripts/export-records/arguments.ts';
import { escapeHtml, html } from '../../../src/platform/html.ts';
import { Id } from '../../../src/platform/ids.ts';
import { htmlRecord } from '../../../src/records/html-record.ts';
import { formats } from '../../../src/records/html-values.ts';
import { jsonRecord } from '../../../src/records/json-record.ts';
import { refuseReader } from '../../../src/records/record-access.ts';
import { holds, totalsOf } from '../../../src/records/totals.ts';
import { completedEnrollment } from '../../fixtures/achievement.ts';
import { closedSession, someRecord, someSession } from '../../fixtures/record.ts';

const parsed = (source = someRecord()) => JSON.parse(JSON.stringify(jsonRecord(source)));

describe('the record as data', () => {
  it('holds every part, the verdict of each check, and each event with its hash', () => {
    const record = parsed();
    expect(Object.keys(record)).toEqual([
      ...['format', 'version', 'readAt', 'range', 'student', 'course', 'policy', 'totals', 'enrollment'],
      ...['days', 'sessions', 'lessons', 'adjustments', 'identityChecks', 'staffActions', 'quizzes'],
      ...['payments', 'certificates'],
    ]);
    expect(record).toMatchObject({ format: 'seatbelt-compliance-record', version: 1 });
    expect(record.totals).toEqual({
      requiredSeconds: 14_400,
      creditedSeconds: 14_400,
      openSessionSeconds: 0,
      adjustedSeconds: 0,
      totalSeconds: 14_400,
      studyDays: 2,
      sessions: 2,
      sessionEvents: 8,
      lessonsCompleted: 2,
      examsPassed: 1,
      examsRequired: 1,
      checksAsked: 0,
      checksWrong: 0,
      daysAddUp: true,
      adjustmentsAddUp: true,
      balanceAddsUp: true,
      chainsIntact: true,
    });
    expect(record.sessions[0].events.at(-1).hash).toBe(record.sessions[0].chain.headHash);
    expect(record.sessions[0].startedAt).toBe('2026-03-08T14:00:00.000Z');
  });

  it('tells no secret, whatever a document holds besides', () => {
    const { session } = closedSession({ id: 'session-9', startedAt: new Date(0), seconds: 1 });
    const secret = {
      beaconTokenHash: 'f'.repeat(64),
      answerHash: 'secret-hash',
      correctOptionId: 'secret-key',
    };
    const source = someRecord();
    const text = JSON.stringify(
      jsonRecord({
        ...source,
        sessions: [{ session: { ...session, ...secret }, events: [], findings: [] }],
        challenges: source.challenges.map(each => ({ ...each, ...secret })),
        quizzes: source.quizzes.map(quiz => ({
          ...quiz,
          record: { ...quiz.record, ...secret },
          attempts: quiz.attempts.map(attempt => ({
            ...attempt,
            ...secret,
            questions: attempt.questions.map(question => ({ ...question, ...secret })),
          })),
        })),
      }),
    );
    expect(text).not.toMatch(/secret-|ffffffff|beaconToken|receipt/);
  });

  it('the same documents give the same text', () => {
    expect(JSON.stringify(jsonRecord(someRecord()))).toBe(JSON.stringify(jsonRecord(someRecord())));
  });
});

describe('what is checked', () => {
  it.each([
    ['a day too many', 'daysAddUp', { days: [] }],
    [
      'an hour that no row takes back',
      'adjustmentsAddUp',
      { enrollment: completedEnrollment({ adjustedSeconds: -60 }) },
    ],
    ['a payment that is nowhere', 'balanceAddsUp', { ledger: [] }],
    [
      'an event changed',
      'chainsIntact',
      {
        sessions: someRecord().sessions.map(each => ({
          ...each,
          findings: [{ kind: 'changed' as const, position: 2, name: '00000001' }],
        })),
      },
    ],
  ] as const)('%s: %s', (_, check, changes) => {
    const totals = totalsOf(someRecord(changes));
    expect(totals[check]).toBe(false);
    expect(holds(totals)).toBe(false);
    expect(holds(totalsOf(someRecord()))).toBe(true);
  });

  it('a part of the sessions says nothing about the whole', () => {
    const part = someRecord({ range: { fromDay: '2026-03-09', toDay: null }, sessions: [] });
    expect(totalsOf(part).daysAddUp).toBeNull();
    expect(holds(totalsOf(part))).toBe(true);
  });

  it('an open session counts, and is told apart', () => {
    const open = { session: { ...someSession(), creditedSeconds: 60 }, events: [], findings: [] };
    const source = someRecord();
    const [first] = source.days;
    if (first === undefined) throw new Error('the fixture has days');
    const days = [...source.days, { ...first, dayKey: '2026-03-10', creditedSeconds: 60 }];
    expect(totalsOf({ ...source, days, sessions: [...source.sessions, open] })).toMatchObject({
      openSessionSeconds: 60,
      totalSeconds: 14_460,
      daysAddUp: true,
    });
  });
});

describe('the record as a page', () => {
  const page = htmlRecord(someRecord());

  it('says what an auditor asks first, in the time of the student', () => {
    for (const said of [
      'Ana Berg',
      'Ohio Teen Driver Education',
      '4:00:00',
      'Mar 8, 2026, 10:00:00 AM',
      '2026-03-08',
      'What was the name of your first pet?',
      'SB-0000-0000-0000-0000-1',
      '$599.00',
      'ABANDONED (stale)',
      '2 of 4, 50 %',
    ])
      expect(page).toContain(said);
    expect(page.match(/class="good">intact/g)?.length).toBe(3);
    expect(page).not.toContain('class="bad">no');
  });

  it('runs nothing and loads nothing', () => {
    expect(page).toContain(`content="default-src 'none'; style-src 'unsafe-inline'"`);
    expect(page).not.toMatch(/<script|<img|<link|<iframe|\son\w+=|https?:\/\/|url\(|@import/);
    expect(page).toContain('@media print');
  });

  it('what does not hold is told in red', () => {
    const sessions = someRecord().sessions.map(each => ({
      ...each,
      findings: [{ kind: 'changed' as const, position: 2, name: '00000001' }],
    }));
    const broken = htmlRecord(someRecord({ sessions, days: [] }));
    expect(broken).toContain('class="bad">broken in 2');
    expect(broken).toContain('changed at event 2');
    expect(broken).toContain('class="bad">no');
  });

  it('escapes whatever anybody wrote', () => {
    const evil = `"><script>alert('x')</script><img src=x onerror=alert(1)>`;
    const source = someRecord();
    const hostile = htmlRecord({
      ...source,
      studentName: evil,
      courseTitle: evil,
      policy: { ...source.policy, title: evil },
      sessions: source.sessions.map(each => ({ ...each, session: { ...each.session, device: evil } })),
      challenges: source.challenges.map(each => ({ ...each, prompt: evil })),
      certificates: source.certificates.map(each => ({ ...each, studentName: evil })),
      staffActions: [
        {
          actionId: Id.parse('a'),
          kind: 'unlockEnrollment',
          by: Id.parse('an-admin'),
          reason: evil,
          at: new Date(0),
          challengeId: null,
          from: evil,
          to: null,
        },
      ],
    });
    expect(hostile).not.toMatch(/<script|<img/);
    expect(hostile.match(/&lt;script&gt;/g)?.length).toBeGreaterThanOrEqual(8);
  });
});

describe('markup', () => {
  it('any text comes out of a page as it went in, and opens nothing on the way', () => {
    const entities: Readonly<Record<string, string>> = {
      '&amp;': '&',
      '&lt;': '<',
      '&gt;': '>',
      '&quot;': '"',
      '&#39;': "'",
      '&#96;': '`',
    };
    fc.assert(
      fc.property(fc.string(), text => {
        const escaped = escapeHtml(text);
        expect(escaped).not.toMatch(/[<>"'`]/);
        expect(escaped.replace(/&(amp|lt|gt|quot|#39|#96);/g, entity => entities[entity] ?? '?')).toBe(text);
        expect(html`${text}`.text).toBe(escaped);
        expect(html`<p>${html`${text}`}</p>`.text).toBe(`<p>${escaped}</p>`);
      }),
    );
  });

  it('durations and amounts are told as people read them', () => {
    const { duration, money, instant } = formats({ timeZone: 'America/New_York', currency: 'usd' });
    expect([0, 59, 3_600, 90_061, -60].map(duration)).toEqual([
      '0:00:00',
      '0:00:59',
      '1:00:00',
      '25:01:01',
      '−0:01:00',
    ]);
    expect(money(123_456)).toBe('$1,234.56');
    expect(instant(null)).toBe('–');
  });
});

describe('who may have a record', () => {
  const [own, other] = [Id.parse('student-1'), Id.parse('student-2')];
  it.each([
    ['student', undefined, 'NOT_FOUND'],
    ['instructor', undefined, 'NOT_FOUND'],
    ['auditor', undefined, 'GRANT_REQUIRED'],
    ['admin', undefined, undefined],
  ] as const)('%s: their own %s, another’s %s', (role, ofOwn, ofOther) => {
    expect(refuseReader({ uid: own, userId: own, role })?.reason).toBe(ofOwn);
    expect(refuseReader({ uid: own, userId: other, role })?.reason).toBe(ofOther);
  });
});

describe('export-records', () => {
  const emulator = { FIRESTORE_EMULATOR_HOST: '127.0.0.1:8080' };
  const who = ['--user', 'student-1', '--course', 'a-course'];
  const read = (argv: string[], environment: Record<string, string> = emulator) =>
    readArguments({ argv, environment });

  it('takes JSON of everything unless it is told otherwise', () => {
    expect(read(who)).toEqual({
      kind: 'arguments',
      arguments: {
        userId: 'student-1',
        courseId: 'a-course',
        format: 'json',
        fromDay: null,
        toDay: null,
        out: undefined,
        homePage: '',
        projectId: 'demo-seatbelt',
      },
    });
    const home = ['--format', 'xapi', '--home-page', 'https://school.example/verify/', '--out', 'a.json'];
    expect(read([...who, ...home])).toMatchObject({
      arguments: { format: 'xapi', homePage: 'https://school.example', out: 'a.json' },
    });
  });

  it.each([
    [[]],
    [['--user', 'student-1']],
    [['--course', 'a-course']],
    [[...who, '--format', 'pdf']],
    [[...who, '--from', 'yesterday']],
    [[...who, '--format', 'xapi']],
    [[...who, 'more']],
    [['--user', 'a/b', '--course', 'a-course']],
  ])('%j is wrong usage', argv => {
    expect(read(argv)).toMatchObject({ kind: 'wrong' });
  });

  it('never guesses a production project; help is no mistake', () => {
    expect(read(who, {})).toMatchObject({ kind: 'wrong' });
    expect(read(['--help'])).toEqual({ kind: 'help' });
  });
});
