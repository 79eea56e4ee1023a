import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { lanes } from '../../../src/commit/index.ts';
import { firestore } from '../../../src/platform/firestore.ts';
import { enrolling, openCourse } from '../enrollments/school.ts';
import { useOwnProject } from '../project.ts';
import { toldOf } from './staff.ts';

const projectId = useOwnProject('operator');
const root = path.join(__dirname, '../../../..');

let directory: string;

beforeAll(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'audit-'));
});

afterAll(async () => {
  await rm(directory, { recursive: true });
  await lanes().close();
  await firestore().terminate();
});

/** Runs a command as an operator does. */
async function run(script: string, args: readonly string[]) {
  const file = path.join(root, 'scripts', script);
  const child = spawn(process.execPath, [file, ...args, '--project', projectId], { cwd: directory });
  const closed = Promise.withResolvers<number | null>();
  child.on('close', closed.resolve);
  const [code, out, err] = await Promise.all([closed.promise, text(child.stdout), text(child.stderr)]);
  return { code, out, err };
}

const granting = ['first-admin', 'admin', '--reason', 'the first administrator'];
const roleOf = async (uid: string) => (await firestore().doc(`roles/${uid}`).get()).get('role');

describe('the first administrator', () => {
  it('is shown, then written, told as the operator’s act and left to be mirrored', async () => {
    expect(await run('grant-role.ts', granting)).toMatchObject({
      code: 0,
      out: expect.stringContaining('student → admin'),
    });
    expect(await roleOf('first-admin')).toBeUndefined();
    const { code, out } = await run('grant-role.ts', [...granting, '--apply', '--json']);
    expect({ code, ...JSON.parse(out) }).toMatchObject({ code: 0, from: 'student', to: 'admin' });
    expect(await roleOf('first-admin')).toBe('admin');
    expect(await toldOf('operator')).toMatchObject([
      {
        action: 'grantRole',
        actor: { uid: 'operator', role: 'operator' },
        subject: { userId: 'first-admin' },
        reason: 'the first administrator',
        before: '{"role":"student"}',
      },
    ]);
    const effects = await firestore().collection('outbox').where('userId', '==', 'first-admin').get();
    expect(effects.docs.map(effect => effect.get('kind'))).toEqual(['mirrorRole']);
  });

  it('wrong usage has its own exit code, help is none', async () => {
    expect(await run('grant-role.ts', ['somebody'])).toMatchObject({ code: 2 });
    expect(await run('grant-role.ts', ['--help'])).toMatchObject({ code: 0 });
  });
});

describe('unlock-enrollment', () => {
  it('shows a lock, takes it off and is told as the operator’s act; so is its refusal', async () => {
    const courseId = await openCourse({ capacity: 1, price: 0 });
    await enrolling({ uid: 'a-student', courseId });
    const enrollment = firestore().doc(`users/a-student/courses/${courseId}`);
    const lock = { cause: 'staff', until: null, lockedAt: new Date() };
    await enrollment.update({ 'identity.lock': lock, accessStatus: 'SUSPENDED' });
    const unlocking = ['--user', 'a-student', '--course', courseId, '--reason', 'showed an id'];
    expect(await run('unlock-enrollment.ts', unlocking)).toMatchObject({
      code: 0,
      out: expect.stringContaining('locked for staff'),
    });
    expect((await enrollment.get()).get('accessStatus')).toBe('SUSPENDED');
    const applied = await run('unlock-enrollment.ts', [...unlocking, '--apply', '--json']);
    expect({ code: applied.code, ...JSON.parse(applied.out) }).toMatchObject({
      code: 0,
      cause: 'staff',
      accessStatus: 'ACTIVE',
    });
    expect((await enrollment.get()).get('identity.lock')).toBeNull();
    expect(await run('unlock-enrollment.ts', [...unlocking, '--apply'])).toMatchObject({
      code: 1,
      out: '',
      err: expect.stringContaining('not locked'),
    });
    expect((await toldOf('operator')).filter(({ action }) => action === 'unlockEnrollment')).toMatchObject([
      { outcome: 'applied', subject: { userId: 'a-student', courseId }, reason: 'showed an id' },
      { outcome: 'refused', refusal: 'NOT_LOCKED' },
    ]);
    expect(await run('unlock-enrollment.ts', ['--user', 'a-student'])).toMatchObject({ code: 2 });
  });
});

describe('verify-audit', () => {
  it('says that all is whole, and goes on from what it printed before', async () => {
    await run('grant-role.ts', [...granting, '--apply']);
    const { code, out } = await run('verify-audit.ts', ['--json']);
    expect(code).toBe(0);
    const ends = path.join(directory, 'ends.json');
    await writeFile(ends, out);
    await run('grant-role.ts', [...granting, '--apply']);
    expect(await run('verify-audit.ts', ['--since', ends])).toMatchObject({
      code: 0,
      out: expect.stringContaining('all whole'),
    });
  });

  it('names what somebody changed', async () => {
    const [first] = await toldOf('operator');
    await firestore().doc(`auditLog/${first?.entryId}`).update({ reason: 'a better one' });
    expect(await run('verify-audit.ts', [])).toMatchObject({
      code: 1,
      out: expect.stringContaining(`record ${first?.entryId} (position ${first?.position}) was changed`),
    });
    expect(await run('verify-audit.ts', ['--unknown'])).toMatchObject({ code: 2 });
  });
});
