import './environment.ts';
import { randomUUID } from 'node:crypto';
import { lanes } from '../../../src/commit/index.ts';
import { firestore } from '../../../src/platform/firestore.ts';
import { readPdfs } from '../../fixtures/read-pdf.ts';
import { refusalOf } from '../call.ts';
import {
  admin,
  certificateOf,
  certificatesIn,
  issuing,
  printing,
  revoking,
  serialsOf,
  superseding,
} from './certifying.ts';
import { costOf, graduate, setRole } from './graduate.ts';

beforeAll(() =>
  Promise.all([
    setRole(admin, 'admin'),
    setRole('an-auditor', 'auditor'),
    setRole('an-instructor', 'instructor'),
  ]),
);
afterAll(async () => {
  await lanes().close();
  await firestore().terminate();
});

describe('revokeCertificate', () => {
  it('withdraws it for good: it stays where it is, and none is issued in its place', async () => {
    const key = await graduate();
    const { certificateId, serial } = await issuing(key);
    expect(await revoking({ certificateId })).toEqual({ certificateId, state: 'REVOKED', replayed: false });
    expect(await certificateOf(certificateId)).toMatchObject({
      serial,
      state: 'REVOKED',
      revocation: { by: admin, reason: 'issued by mistake' },
    });
    const notLive = 'failed-precondition CERTIFICATE_NOT_LIVE';
    expect(await refusalOf(issuing(key))).toBe(notLive);
    expect(await refusalOf(revoking({ certificateId }))).toBe(notLive);
    expect(await refusalOf(superseding({ certificateId }))).toBe(notLive);
    expect(await certificatesIn(key)).toHaveLength(1);
  });

  it('the same request twice revokes once', async () => {
    const { certificateId } = await issuing(await graduate());
    const requestId = randomUUID();
    const [first, second] = await Promise.all([
      revoking({ certificateId, requestId }),
      revoking({ certificateId, requestId }),
    ]);
    expect([first?.replayed, second?.replayed].sort()).toEqual([false, true]);
    const reuse = superseding({ certificateId, requestId });
    expect(await refusalOf(reuse)).toBe('already-exists REQUEST_ID_REUSED');
  });
});

describe('supersedeCertificate', () => {
  it('issues a corrected one; the old one keeps its address and names its successor', async () => {
    const key = await graduate();
    const old = await issuing(key);
    const successor = await superseding({ certificateId: old.certificateId });
    expect(successor.serial).not.toBe(old.serial);
    expect(await certificateOf(old.certificateId)).toMatchObject({
      serial: old.serial,
      state: 'SUPERSEDED',
      studentName: 'Ana Berg',
      supersededBy: successor.certificateId,
    });
    expect(await certificateOf(successor.certificateId)).toMatchObject({
      serial: successor.serial,
      state: 'ISSUED',
      studentName: 'Anna Berg',
      supersedes: old.certificateId,
    });
    const certificates = await certificatesIn(key);
    expect([...(await serialsOf(certificates))].sort()).toEqual([old.serial, successor.serial].sort());
    expect(await issuing(key)).toEqual({ ...successor, replayed: false });
    const third = await superseding({ certificateId: successor.certificateId, studentName: 'Anna Bérg' });
    expect(await issuing(key)).toEqual({ ...third, replayed: false });
  });

  it('ten corrections at once make one successor: never two live ones', async () => {
    const key = await graduate();
    const { certificateId } = await issuing(key);
    const outcomes = await Promise.all(
      Array.from({ length: 10 }, () => refusalOf(superseding({ certificateId }))),
    );
    expect(outcomes.filter(outcome => outcome === 'ok')).toHaveLength(1);
    const states = (await certificatesIn(key)).map(({ state }) => state);
    expect(states.sort()).toEqual(['ISSUED', 'SUPERSEDED']);
  });

  it('revoking and correcting at once: one of them wins', async () => {
    const key = await graduate();
    const { certificateId } = await issuing(key);
    const outcomes = await Promise.all([
      refusalOf(revoking({ certificateId })),
      refusalOf(superseding({ certificateId })),
    ]);
    expect(outcomes.sort()).toEqual(['failed-precondition CERTIFICATE_NOT_LIVE', 'ok']);
  });

  it.each(['\u202e', '   ', '123', 'x'.repeat(101)])('%j is no name', async studentName => {
    const { certificateId } = await issuing(await graduate());
    expect(await refusalOf(superseding({ certificateId, studentName }))).toBe(
      'invalid-argument INVALID_INPUT',
    );
  });
});

describe('who may', () => {
  it.each(['a-student', 'an-instructor', 'an-auditor'])('%s may neither revoke nor replace', async by => {
    const { certificateId } = await issuing(await graduate());
    expect(await refusalOf(revoking({ certificateId, by }))).toBe('permission-denied ROLE_REQUIRED');
    expect(await refusalOf(superseding({ certificateId, by }))).toBe('permission-denied ROLE_REQUIRED');
    expect(await certificateOf(certificateId)).toMatchObject({ state: 'ISSUED' });
  });

  it('an unknown certificate is not found', async () => {
    const notFound = 'not-found CERTIFICATE_NOT_FOUND';
    expect(await refusalOf(revoking({ certificateId: 'none' }))).toBe(notFound);
    expect(await refusalOf(superseding({ certificateId: 'none' }))).toBe(notFound);
  });
});

describe('getCertificatePdf', () => {
  it('prints the student’s own; the school’s administrator may print it too, nobody else', async () => {
    const key = await graduate({ displayName: 'Łukasz Żółć' });
    const { serial } = await issuing(key);
    const own = await printing({ as: key.userId, courseId: key.courseId });
    expect(own.fileName).toBe(`certificate-${serial}.pdf`);
    const [page] = await readPdfs([own.pdf]);
    for (const said of ['Łukasz Żółć', serial, `https://school.example/verify/${serial}`])
      expect(page?.text).toContain(said);
    const byAdmin = await printing({ as: admin, ...key });
    expect(byAdmin.pdf.equals(own.pdf)).toBe(true);
    for (const as of ['a-student', 'an-instructor', 'an-auditor'])
      expect(await refusalOf(printing({ as, ...key }))).toBe('not-found NOT_FOUND');
  });

  it('none before it is issued; an earlier one by its id, marked as replaced', async () => {
    const key = await graduate();
    const own = { as: key.userId, courseId: key.courseId };
    expect(await refusalOf(printing(own))).toBe('not-found CERTIFICATE_NOT_FOUND');
    const old = await issuing(key);
    await superseding({ certificateId: old.certificateId });
    const other = await issuing(await graduate());
    const prints = await Promise.all([printing(own), printing({ ...own, certificateId: old.certificateId })]);
    const [now, then] = await readPdfs(prints.map(({ pdf }) => pdf));
    expect(now?.text).toContain('Anna Berg');
    expect(then?.text).toContain('Ana Berg');
    expect(then?.text.replace(/\s/g, '')).toContain('SUPERSEDED');
    const foreign = printing({ ...own, certificateId: other.certificateId });
    expect(await refusalOf(foreign)).toBe('not-found CERTIFICATE_NOT_FOUND');
  });
});

describe('what it costs in documents', () => {
  it('revoking reads 3 and writes 5; replacing reads 5 and writes 7, the audit record included', async () => {
    const first = await issuing(await graduate());
    const second = await issuing(await graduate());
    const { certificateId } = first;
    const revoked = await costOf('revokeCertificate', () => revoking({ certificateId }));
    expect(revoked).toEqual({ reads: 3, writes: 5 });
    const replaced = await costOf('supersedeCertificate', () =>
      superseding({ certificateId: second.certificateId }),
    );
    expect(replaced).toEqual({ reads: 5, writes: 7 });
  });
});
