import { type Actor, actors } from '../../../../tools/fuzz/callers.ts';
import type { CallableName } from '../../../../tools/fuzz/endpoints.ts';
import { accessMatrix, type Verdict } from './access-matrix.ts';

const words: Readonly<Record<Actor, string>> = {
  nobody: 'nobody',
  owner: 'student',
  classmate: 'another student',
  stranger: 'a student of no course',
  assignedInstructor: 'their instructor',
  otherInstructor: 'another instructor',
  auditor: 'auditor',
  grantedAuditor: 'auditor with a grant',
  admin: 'admin',
  dismissedAdmin: 'a dismissed admin',
  deletedAccount: 'a deleted account',
};

/** Whom the verdict falls on, those left out that a reader expects anyhow. */
function whoIs({ name, verdict }: { name: CallableName; verdict: Verdict }): string {
  const found = actors.filter(actor => accessMatrix[name][actor] === verdict);
  const isEverybody = found.length === actors.length - 2;
  return isEverybody ? 'everybody else' : found.map(actor => words[actor]).join(', ');
}

/** A line of the table in `docs/access.md`. */
export function accessRow(name: CallableName): string {
  const row = accessMatrix[name];
  const refusals = new Set(
    actors
      .filter(actor => actor !== 'nobody')
      .map(actor => row[actor])
      .filter(verdict => verdict !== 'does' && verdict !== 'own'),
  );
  const counted = [...refusals]
    .map(verdict => ({ verdict, count: actors.filter(actor => row[actor] === verdict).length }))
    .sort((a, b) => b.count - a.count);
  const told = counted.map(({ verdict }, index) =>
    index === 0 ? `\`${verdict}\`` : `${whoIs({ name, verdict })}: \`${verdict}\``,
  );
  const cells = [
    `\`${name}\``,
    whoIs({ name, verdict: 'does' }),
    whoIs({ name, verdict: 'own' }) || '–',
    told.join('; ') || '–',
  ];
  return `| ${cells.join(' | ')} |`;
}
