import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { z } from 'zod';
import { LoadReport } from '../../../src/catalog/load-report.ts';
import { Course, PolicyVersion } from '../../../src/catalog/schema.ts';
import { firestore } from '../../../src/platform/firestore.ts';
import { useOwnProject } from '../project.ts';

const projectId = useOwnProject('catalog');
const root = path.join(__dirname, '../../../..');
const sample = path.join(root, 'scripts/data/sample-catalog.json');
const Printed = z.object({ isRefused: z.boolean(), reports: z.array(LoadReport) });

let directory: string;

beforeAll(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'catalog-'));
});

afterAll(async () => {
  await rm(directory, { recursive: true });
  await firestore().terminate();
});

/** Runs the command as an operator does. */
async function run(args: readonly string[]): Promise<{ code: number | null; out: string; err: string }> {
  const script = path.join(root, 'scripts/load-catalog.ts');
  const child = spawn(process.execPath, [script, ...args, '--project', projectId], { cwd: directory });
  const closed = Promise.withResolvers<number | null>();
  child.on('close', closed.resolve);
  const [code, out, err] = await Promise.all([closed.promise, text(child.stdout), text(child.stderr)]);
  return { code, out, err };
}

async function load(args: readonly string[]): Promise<{ code: number | null; actions: string[] }> {
  const { code, out } = await run([...args, '--json']);
  return { code, actions: Printed.parse(JSON.parse(out)).reports.map(report => report.action) };
}

/** The sample with every `from` replaced, in a file of its own. */
async function sampleWith({ from, to }: { from: string; to: string }): Promise<string> {
  const file = path.join(directory, 'catalog.json');
  await writeFile(file, (await readFile(sample, 'utf8')).replaceAll(from, to));
  return file;
}

const storedCourses = async () => (await firestore().collection('courses').get()).size;

describe('load-catalog', () => {
  it('shows, then writes, then finds nothing to do', async () => {
    // Five policies, three courses, three quizzes.
    const every = (action: string) => ({ code: 0, actions: Array(11).fill(action) });
    expect(await load([sample])).toEqual(every('create'));
    expect(await storedCourses()).toBe(0);
    expect(await load([sample, '--apply'])).toEqual(every('create'));
    expect(await storedCourses()).toBe(3);
    expect(await load([sample, '--apply'])).toEqual(every('same'));

    const teen = firestore().doc('courses/ohio-teen-driver-education');
    expect(Course.parse((await teen.get()).data()).modules).toHaveLength(4);
    expect((await teen.collection('lessons').get()).size).toBe(12);
    expect((await teen.get()).get('quizIds')).toEqual(['signs-quiz', 'final-exam']);
    expect((await teen.collection('lessons').doc('signs-and-signals').get()).data()).toMatchObject({
      maximumSeconds: null,
      words: 0,
      videoSeconds: 900,
      content: null,
    });
    const restraints = await teen.collection('lessons').doc('restraints').get();
    expect(restraints.get('content')).toEqual({ text: expect.stringContaining('airbag'), videoUrl: null });
    expect((await teen.collection('quizzes').doc('final-exam').get()).data()).toEqual({
      quizId: 'final-exam',
      title: 'Final exam',
      poolSize: 30,
      revision: 1,
    });
    const policy = PolicyVersion.parse((await firestore().doc('policies/ohio-teen/versions/1').get()).data());
    expect(policy).toMatchObject({
      terms: { minimumPaidToOpen: 10_000 },
      rules: { requiredSeconds: 86_400 },
    });
    expect((await teen.collection('counters').doc('seats').get()).data()).toMatchObject({
      capacity: 30,
      taken: 0,
      waitlistCapacity: 10,
    });
  });

  it('a changed policy version is refused, and nothing at all is written', async () => {
    const file = await sampleWith({ from: '"minimumPaidToOpen": 10000', to: '"minimumPaidToOpen": 5' });
    const { code, out } = await run([file, '--apply']);
    expect(code).toBe(1);
    expect(out).toContain('terms.minimumPaidToOpen: 10000 → 5');
    expect(out).toContain('nothing was written');
    expect((await firestore().doc('courses/ohio-teen-driver-education').get()).get('terms')).toMatchObject({
      minimumPaidToOpen: 10_000,
    });
  });

  it('a changed price is written and shown as it was and will be', async () => {
    const file = await sampleWith({ from: '"price": 59900', to: '"price": 64900' });
    const { code, out } = await run([file, '--apply']);
    expect(code).toBe(0);
    expect(out).toContain('price: 59900 → 64900');
    const seats = firestore().doc('courses/ohio-teen-driver-education/counters/seats');
    expect((await seats.get()).get('offer.price')).toBe(64_900);
  });

  it('a corrected key is a new revision of its quiz, shown without the key', async () => {
    const file = await sampleWith({ from: '"tolerance": 1', to: '"tolerance": 2' });
    const { code, out } = await run([file, '--apply']);
    expect(code).toBe(0);
    expect(out).toContain('revision: 1 → 2');
    expect(out).toContain('question feet-per-second: as it was → changed');
    expect(out).not.toContain('tolerance');
    const keys = await firestore()
      .collection('courses/ohio-teen-driver-education/quizzes/final-exam/private')
      .get();
    expect(keys.docs.map(key => [key.id, key.get('revision')])).toEqual([
      ['answerKey', 2],
      ['answerKey_1', 1],
      ['answerKey_2', 2],
    ]);
  });

  it('an unknown preset and contradictory numbers are refused by path, and nothing is written', async () => {
    const file = await sampleWith({ from: '"preset": "generic"', to: '"preset": "utah"' });
    const { code, err } = await run([file, '--apply']);
    expect(code).toBe(1);
    expect(err).toContain('policies.4.preset: is none of california-violator-school, generic,');
    expect(err).toContain('Nothing was written.');
  });

  it('an invalid file is refused by path, wrong usage by its own exit code', async () => {
    const file = await sampleWith({ from: 'America/Chicago', to: 'Mars/Base' });
    const invalid = await run([file, '--apply']);
    expect(invalid).toMatchObject({ code: 1 });
    expect(invalid.err).toContain('courses.1.timeZone: must be a known IANA time zone');
    expect(await run([])).toMatchObject({ code: 2 });
    expect(await run([path.join(directory, 'missing.json')])).toMatchObject({ code: 1 });
    expect((await run(['--help'])).out).toContain('--apply');
  });

  it('puts the taster beside whatever there is, and finds it unchanged the next time', async () => {
    const taster = path.join(root, 'scripts/data/taster-catalog.json');
    // A policy, two courses, three quizzes.
    const every = (action: string) => ({ code: 0, actions: Array(6).fill(action) });
    const before = await storedCourses();
    expect(await load([taster, '--apply'])).toEqual(every('create'));
    expect(await load([taster, '--apply'])).toEqual(every('same'));
    expect(await storedCourses()).toBe(before + 2);
    const mirrors = await firestore().doc('courses/seatbelt-taster/lessons/mirrors').get();
    expect(mirrors.get('content.videoUrl')).toBe('/sample/lesson.webm');
  });
});
