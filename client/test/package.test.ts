import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const rootDir = path.resolve(import.meta.dirname, '../..');
const clientDir = path.join(rootDir, 'client');
const node = (args: readonly string[], cwd = rootDir): string =>
  execFileSync(process.execPath, args, { cwd, encoding: 'utf8', stdio: 'pipe' });

/** A page that studies with the built client: a clock, a browser without tabs, a server that says yes. */
const studying = `import { SessionTracker } from 'seatbelt-client/study';
const calls = [], sequences = [], phases = [], timers = [];
let nowMs = 0;
const clock = {
  nowMs: () => nowMs,
  date: () => new Date(nowMs),
  random: () => 0,
  after: (delayMs, work) => {
    const timer = { atMs: nowMs + delayMs, work };
    timers.push(timer);
    return () => { if (timers.includes(timer)) timers.splice(timers.indexOf(timer), 1); };
  },
};
const nothing = () => () => undefined;
const host = {
  locks: undefined,
  openChannel: () => undefined,
  network: { isOnline: () => true, watch: nothing },
  watchActivity: nothing,
  watchPage: nothing,
  sendBeacon: () => undefined,
  newId: () => 'id',
  device: () => 'a browser',
};
const answers = {
  startSession: { sessionId: 's', heartbeatSeconds: 30, remainingTodaySeconds: null, beaconToken: 't' },
  heartbeat: { creditedSeconds: 30, todaySeconds: 30, state: 'ACTIVE' },
  completeLesson: { nextLessonId: 'speed' },
  endSession: { state: 'TERMINATED', creditedSeconds: 30 },
};
const seatbelt = Object.fromEntries(Object.keys(answers).map(name => [name, async request => {
  calls.push(name);
  if (request.sequence) sequences.push(request.sequence);
  return answers[name];
}]));
const tracker = new SessionTracker({ seatbelt, userId: 'ada', courseId: 'ohio', clock, host });
tracker.on('state', ({ phase }) => { if (phases.at(-1) !== phase) phases.push(phase); });
await tracker.start({ lessonId: 'signs' });
nowMs = timers[0].atMs;
timers.shift().work();
await new Promise(resolve => setTimeout(resolve, 1));
const { nextLessonId } = await tracker.completeLesson({ lessonId: 'signs' });
await tracker.stop();
process.stdout.write(JSON.stringify({ calls, sequences, phases, nextLessonId }));
`;

describe('the package', () => {
  let consumer: string;
  let sizes: string;

  beforeAll(() => {
    sizes = node(['client/build.mjs']);
    consumer = mkdtempSync(path.join(tmpdir(), 'seatbelt-consumer-'));
    const modules = path.join(consumer, 'node_modules');
    mkdirSync(modules);
    // Firebase and its own parts; neither zod nor anything of the server's.
    symlinkSync(clientDir, path.join(modules, 'seatbelt-client'), 'dir');
    for (const name of ['firebase', '@firebase'])
      symlinkSync(path.join(rootDir, 'node_modules', name), path.join(modules, name), 'dir');
    writeFileSync(path.join(consumer, 'package.json'), JSON.stringify({ type: 'module', private: true }));
    const compilerOptions = {
      target: 'es2022',
      // Firestore's own declarations speak of Temporal.
      lib: ['esnext', 'dom', 'dom.iterable'],
      module: 'preserve',
      moduleResolution: 'bundler',
      types: [],
      strict: true,
      skipLibCheck: false,
      noEmit: true,
      preserveSymlinks: true,
    };
    writeFileSync(
      path.join(consumer, 'tsconfig.json'),
      JSON.stringify({ compilerOptions, files: ['page.ts'] }),
    );
  });

  afterAll(() => rmSync(consumer, { recursive: true, force: true }));

  const compile = (page: string): string => {
    writeFileSync(path.join(consumer, 'page.ts'), page);
    try {
      return node([path.join(rootDir, 'node_modules/typescript/bin/tsc'), '-p', 'tsconfig.json'], consumer);
    } catch (error) {
      return String(Reflect.get(Object(error), 'stdout'));
    }
  };

  it('compiles in a project that has firebase and nothing else', () => {
    const page = readFileSync(path.join(clientDir, 'examples', 'paid-enrollment.ts'), 'utf8')
      .replaceAll("'../src/index.ts'", "'seatbelt-client'")
      .replaceAll("'../src/live.ts'", "'seatbelt-client/live'");
    const others = `import { SessionTracker } from 'seatbelt-client/study';
import { AttemptDraft } from 'seatbelt-client/quiz';
export const parts = [SessionTracker, AttemptDraft];
`;
    expect(compile(page + others)).toBe('');
  });

  it('tells a wrong request from a right one', () => {
    const page = `import type { Seatbelt } from 'seatbelt-client';
export const wrong = (seatbelt: Seatbelt) => seatbelt.enroll({ courseId: 1 });
`;
    expect(compile(page)).toContain('page.ts(2');
  });

  it('prints what each entry weighs and stays within its size', () => {
    expect(sizes).toMatch(/index +\d+\.\d\d kB/);
    expect(sizes).toMatch(/all four +\d+\.\d\d kB of 12\.00 kB/);
  });

  it('counts a student’s time as built, its inner names shortened', () => {
    writeFileSync(path.join(consumer, 'study.mjs'), studying);
    const told = JSON.parse(node(['study.mjs'], consumer));
    expect(told).toEqual({
      calls: ['startSession', 'heartbeat', 'heartbeat', 'completeLesson', 'endSession'],
      sequences: [1, 2],
      phases: ['starting', 'counting', 'stopped'],
      nextLessonId: 'speed',
    });
  });
});
