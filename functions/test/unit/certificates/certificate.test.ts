import {
  firstCertificateId,
  issue,
  nextCertificateId,
  revoke,
  supersede,
} from '../../../src/certificates/certificate.ts';
import { checkOf } from '../../../src/certificates/check.ts';
import { checkAddress } from '../../../src/certificates/check-address.ts';
import { checkPage } from '../../../src/certificates/check-page.ts';
import { Certificate } from '../../../src/certificates/schema.ts';
import { CertificateCheck } from '../../../src/certificates/wire.ts';
import { durationText } from '../../../src/certificates/wording.ts';
import { Id } from '../../../src/platform/ids.ts';
import { someAchievement, someCertificate } from '../../fixtures/achievement.ts';
import { somePolicy } from '../../fixtures/policy.ts';

const now = new Date('2026-03-12T00:00:00Z');
const serial = Id.parse('SB-1111-1111-1111-1111-1');
const action = { by: Id.parse('an-admin'), reason: 'because', at: now };
const issuing = (changes: Parameters<typeof someAchievement>[0] = {}) =>
  issue({
    achievement: someAchievement(changes),
    course: { title: 'Ohio Teen Driver Education' },
    policy: somePolicy(),
    schoolName: 'Seatbelt Driver Education',
    serial,
    now,
  });

describe('issue', () => {
  it('certifies what was achieved, as it is on that day, and the enrollment with it', () => {
    const issued = issuing();
    if (issued.kind === 'refused') throw new Error('refused');
    expect(Certificate.parse(issued.certificate)).toMatchObject({
      certificateId: 'certificate_registration-1',
      serial,
      state: 'ISSUED',
      studentName: 'Ana Berg',
      creditedSeconds: 14_400,
      courseTitle: 'Ohio Teen Driver Education',
      policyTitle: 'Ohio, drivers under 18',
      retainUntil: new Date('2029-03-12T00:00:00Z'),
    });
    expect(issued.enrollment).toMatchObject({ enrollmentStatus: 'CERTIFIED', certifiedAt: now });
  });

  it('lifts a lock whose time is over: no session does any more, and the course stays readable', () => {
    const { enrollment } = someAchievement();
    const lock = { cause: 'failedChecks' as const, lockedAt: now, until: now };
    const issued = issuing({
      enrollment: { ...enrollment, accessStatus: 'SUSPENDED', identity: { ...enrollment.identity, lock } },
    });
    if (issued.kind === 'refused') throw new Error('refused');
    expect(issued.enrollment).toMatchObject({
      enrollmentStatus: 'CERTIFIED',
      accessStatus: 'ACTIVE',
      identity: { lock: null, round: enrollment.identity.round + 1 },
    });
  });

  it('an enrollment that is certified is not certified again', () => {
    const enrollment = { ...someAchievement().enrollment, enrollmentStatus: 'CERTIFIED' as const };
    expect(issuing({ enrollment })).toMatchObject({ kind: 'refused', reason: 'CERTIFICATE_NOT_READY' });
  });
});

describe('revoke and supersede', () => {
  it('a revoked certificate stays, with who, when and why', () => {
    expect(revoke({ certificate: someCertificate(), action })).toEqual({
      ...someCertificate(),
      state: 'REVOKED',
      revocation: action,
    });
  });

  it('a replaced one names its successor, and the successor names it', () => {
    const plan = supersede({ certificate: someCertificate(), studentName: 'Anna Berg', serial, action });
    if (plan.kind === 'refused') throw new Error('refused');
    expect(plan.old).toEqual({
      ...someCertificate(),
      state: 'SUPERSEDED',
      supersededBy: 'certificate_registration-1_r2',
      supersession: action,
    });
    expect(plan.successor).toEqual({
      ...someCertificate(),
      certificateId: 'certificate_registration-1_r2',
      serial,
      studentName: 'Anna Berg',
      issuedAt: now,
      supersedes: 'certificate_registration-1',
    });
  });

  it.each(['REVOKED', 'SUPERSEDED'] as const)('%s is final', state => {
    const certificate = someCertificate({ state });
    const refusal = { kind: 'refused', reason: 'CERTIFICATE_NOT_LIVE' };
    expect(revoke({ certificate, action })).toMatchObject(refusal);
    expect(supersede({ certificate, studentName: 'x', serial, action })).toMatchObject(refusal);
  });

  it('the names of a registration’s certificates follow from each other', () => {
    const first = firstCertificateId(Id.parse('3f0e1f5e-6d0c-4c8e-9d8e-000000000002'));
    const second = nextCertificateId(first);
    expect(second).toBe(`${first}_r2`);
    expect(nextCertificateId(second)).toBe(`${first}_r3`);
    expect(nextCertificateId(Id.parse(`${first}_r9`))).toBe(`${first}_r10`);
  });
});

describe('what a stranger is told', () => {
  it.each(['ISSUED', 'REVOKED', 'SUPERSEDED'] as const)(
    '%s: course, date, initials, and nothing else',
    state => {
      const check = checkOf(someCertificate({ state, revocation: action, supersession: action }));
      expect(check).toEqual({
        valid: state === 'ISSUED',
        state,
        course: 'Ohio Teen Driver Education',
        date: '2026-03-11',
        initials: 'A. Ł.',
      });
      expect(CertificateCheck.parse(check)).toEqual(check);
      expect(checkPage(check)).not.toMatch(/Łukasiewicz|María|student-1|registration|because/);
    },
  );

  it('the day is the student’s, not the server’s', () => {
    const issuedAt = new Date('2026-03-11T03:30:00Z');
    expect(checkOf(someCertificate({ issuedAt }))).toMatchObject({ date: '2026-03-10' });
    expect(checkOf(someCertificate({ issuedAt, timeZone: 'UTC' }))).toMatchObject({ date: '2026-03-11' });
  });

  it('the page escapes whatever a title holds', () => {
    const page = checkPage(checkOf(someCertificate({ courseTitle: `<img src=x onerror="alert('1')">&` })));
    expect(page).not.toContain('<img');
    expect(page).toContain('&lt;img src=x onerror=&quot;alert(&#39;1&#39;)&quot;&gt;&amp;');
    expect(page).not.toContain('<script');
  });
});

describe('the address that is printed', () => {
  const base = { serial: 'SB-1', allowHttp: false };
  it.each(['https://school.example/verify', 'https://school.example/verify/'])('%s', baseUrl => {
    expect(checkAddress({ ...base, baseUrl })).toBe('https://school.example/verify/SB-1');
  });

  it.each([
    '',
    'school.example',
    'http://school.example',
    'javascript:alert(1)',
    'https://school.example/?a=b',
    'https://school.example/#a',
    'https://me:secret@school.example',
  ])('%j stops the print', baseUrl => {
    expect(() => checkAddress({ ...base, baseUrl })).toThrow('PUBLIC_BASE_URL');
  });

  it('without encryption in the emulators only', () => {
    const address = { serial: 'SB-1', baseUrl: 'http://127.0.0.1:5001/verify' };
    expect(checkAddress({ ...address, allowHttp: true })).toBe('http://127.0.0.1:5001/verify/SB-1');
    expect(() => checkAddress({ ...address, allowHttp: false })).toThrow('PUBLIC_BASE_URL');
  });
});

describe('wording', () => {
  it.each([
    [0, '0 minutes'],
    [59, '0 minutes'],
    [60, '1 minute'],
    [3_599, '59 minutes'],
    [3_600, '1 hour'],
    [3_660, '1 hour 1 minute'],
    [86_400, '24 hours'],
  ])('%i seconds are %s', (seconds, text) => {
    expect(durationText(seconds)).toBe(text);
  });
});
