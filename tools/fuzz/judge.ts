import { readCallable, type Told } from './answer.ts';
import type { Attack, Expected } from './attacks/attack.ts';
import type { Cast } from './callers.ts';
import type { EndpointKind } from './endpoints.ts';
import { leaksIn } from './leaks.ts';
import type { Received } from './send.ts';

/** What must hold of every answer, in the words of the report. */
export const invariants = {
  answered: 'an answer comes, and no hang',
  noInternal: 'never «internal»',
  form: 'in a form that clients know, with a reason of the closed list',
  refused: 'what is wrong is refused',
  field: 'the field to blame is named',
  noLeak: 'nothing of the inside, of a secret or of others is told',
  noWrite: 'what is refused has written nothing',
} as const;
export type Invariant = keyof typeof invariants;

export interface Verdict {
  readonly invariant: Invariant;
  /** What was seen instead; undefined if it holds. */
  readonly broken: string | undefined;
}

interface Judged {
  readonly attack: Attack;
  readonly received: Received;
  readonly kind: EndpointKind;
  readonly cast: Cast;
}

const holds = (invariant: Invariant, isKept: boolean, seen: string): Verdict => ({
  invariant,
  broken: isKept ? undefined : seen,
});

const isClientError = (status: number): boolean => status >= 400 && status < 500;

/** By the host itself, before any function: a body that is no JSON, or an encoding it cannot undo. */
const isHostRefusal = (received: Received & { kind: 'answer' }): boolean =>
  isClientError(received.status) && !received.text.startsWith('{');

function refusedAs({ expected, told }: { expected: Expected; told: Told }): boolean {
  switch (expected.kind) {
    case 'anything':
      return true;
    case 'unauthenticated':
      return told.kind === 'turnedAway'
        ? told.status === 'UNAUTHENTICATED'
        : told.kind === 'refused' && told.reason === 'SIGN_IN_REQUIRED';
    case 'field':
    case 'refusal':
    case 'status':
      return told.kind === 'refused' || told.kind === 'turnedAway';
  }
}

const isAtOrIn = ({ path, field }: { path: string; field: string }): boolean =>
  path === field || path.startsWith(`${field}.`) || field.startsWith(`${path}.`);

function judgeCallable({
  attack,
  received,
}: Judged & { received: Received & { kind: 'answer' } }): Verdict[] {
  const { expected } = attack;
  // Nothing of ours was asked, so nothing of ours can answer.
  const mayBeUnasked = expected.kind === 'refusal' || expected.kind === 'anything';
  if (mayBeUnasked && isHostRefusal(received)) return [holds('refused', true, '')];
  const told = readCallable(received);
  const seen = `${received.status} ${received.text.slice(0, 300)}`;
  const verdicts = [
    holds('form', told.kind !== 'unknown', told.kind === 'unknown' ? told.problem : seen),
    holds('refused', refusedAs({ expected, told }), seen),
  ];
  if (expected.kind !== 'field') return verdicts;
  const { field } = expected;
  const isNamed = told.kind === 'refused' && told.fields.some(path => isAtOrIn({ path, field }));
  return [...verdicts, holds('field', isNamed, `${field} is to blame: ${seen}`)];
}

function judgeRequest({ attack, received }: Judged & { received: Received & { kind: 'answer' } }): Verdict[] {
  const { expected } = attack;
  if (expected.kind !== 'status') return [];
  const seen = `${received.status} ${received.text.slice(0, 300)}`;
  return [holds('refused', expected.anyOf.includes(received.status), seen)];
}

/** Everything that an answer by itself can be judged by. */
export function judge(judged: Judged): readonly Verdict[] {
  const { received, kind, cast } = judged;
  if (received.kind === 'silence') return [holds('answered', false, received.problem)];
  const { status, text } = received;
  const isInternal = status >= 500 || text.includes('INTERNAL');
  const leaks = leaksIn({ text, cast, isRefusal: isClientError(status) });
  const answered = { ...judged, received };
  return [
    holds('answered', true, ''),
    holds('noInternal', !isInternal, `${status} ${text.slice(0, 300)}`),
    holds('noLeak', leaks.length === 0, `${leaks.join(', ')} in: ${text.slice(0, 300)}`),
    ...(kind === 'callable' ? judgeCallable(answered) : judgeRequest(answered)),
  ];
}
