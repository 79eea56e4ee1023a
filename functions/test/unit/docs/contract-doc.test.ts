import { readFileSync } from 'node:fs';
import path from 'node:path';
import { CertificateState } from '../../../src/certificates/schema.ts';
import { EndReason, SessionEvent, SessionState } from '../../../src/compliance/schema.ts';
import {
  AccessStatus,
  EnrollmentStatus,
  LedgerEntryKind,
  PaymentStatus,
} from '../../../src/enrollments/schema.ts';
import { handledEventTypes } from '../../../src/payments/interpret-event.ts';
import { EventState, PaymentState } from '../../../src/payments/schema.ts';
import { reasons } from '../../../src/platform/reasons.ts';
import { AttemptState, Consequence } from '../../../src/quizzes/schema.ts';
import { ReservationState, UnitEntryKind } from '../../../src/units/schema.ts';
import { ChallengeState } from '../../../src/verification/schema.ts';

const root = path.resolve(import.meta.dirname, '../../../..');
const read = (file: string): string => readFileSync(path.join(root, file), 'utf8');
const contract = read('docs/contract.md');
const deployed = [...read('functions/src/index.ts').matchAll(/export \{ ([^}]+) \}/g)].flatMap(match =>
  (match[1] ?? '').split(',').map(name => name.trim()),
);

/** `checkout.session.completed` is written in full, its siblings by their last part. */
const eventNames = handledEventTypes.map(type => ({ type, short: `.${type.split('.').at(-1)}` }));

describe('docs/contract.md', () => {
  it.each(Object.entries(reasons))(
    'lists the reason %s with its code and message',
    (reason, { code, message }) => {
      const row = contract.split('\n').find(line => line.startsWith(`| \`${reason}\` |`));
      expect(row).toContain(`\`${code}\``);
      expect(row).toContain(message);
    },
  );

  it.each(deployed)('names the function %s', name => {
    expect(contract).toContain(`\`${name}\``);
  });

  it.each([
    ...EnrollmentStatus.options,
    ...PaymentStatus.options,
    ...AccessStatus.options,
    ...PaymentState.options,
    ...EventState.options,
    ...LedgerEntryKind.options,
    ...CertificateState.options,
    ...ChallengeState.options,
    ...SessionState.options,
    ...EndReason.options,
    ...SessionEvent.shape.kind.options,
    ...AttemptState.options,
    ...Consequence.options,
    ...ReservationState.options,
    ...UnitEntryKind.options,
  ])('names the state %s', state => {
    expect(contract).toMatch(new RegExp(`\\b${state}\\b`));
  });

  it.each(eventNames)('names the event $type', ({ type, short }) => {
    expect(contract.includes(`\`${type}\``) || contract.includes(`\`${short}\``)).toBe(true);
  });

  it('names no reason that does not exist', () => {
    const listed = [...contract.matchAll(/^\| `([A-Z_]+)` \|/gm)].map(match => match[1]);
    expect(listed.sort()).toEqual(Object.keys(reasons).sort());
  });
});

describe('docs/dependencies.md', () => {
  const manifests = ['package.json', 'functions/package.json'].map(file => JSON.parse(read(file)));
  const names = manifests.flatMap(({ dependencies, devDependencies }) =>
    Object.keys({ ...dependencies, ...devDependencies }),
  );

  const explained = [...read('docs/dependencies.md').matchAll(/^\| ([^|]+) \|/gm)].flatMap(match =>
    (match[1] ?? '').split(', '),
  );

  it.each(names)('says why %s is there', name => {
    expect(explained).toContain(name);
  });
});
