import type { RunRecord } from '../results/run-record.ts';

export type Subject = RunRecord['subjects'][string];
export type NamedSubject = { name: string; label: string; isOurs: boolean; figures: Subject };

const labels: Readonly<Record<string, string>> = {
  lane: 'Seatbelt',
  laneAgain: 'Seatbelt, all sent again',
  laneOf4Processes: 'Seatbelt, 4 processes',
  largeHolds: 'Seatbelt, large holds',
  incrementBatch: 'increment() batch',
  readModifyWrite: 'read, modify, write',
  rawFloor: 'raw floor',
  all: 'all operations',
  atOnce: 'all at once',
  overTime: 'over time',
  oneEnrollment: 'one enrollment',
  oneEnrollmentAgain: 'one enrollment, again',
  oneEnrollmentFloor: 'one enrollment, floor',
  distinct: '1,000 enrollments',
  distinctAgain: '1,000 enrollments, again',
  distinctFloor: '1,000 enrollments, floor',
  emptyWithStripe: 'empty, with Stripe',
  asModules: 'all as modules',
  allAsModules: 'all as modules',
};

const ours = /^(lane|seatbelt|largeHolds)/i;
const peers =
  /^(increment|runTransaction|transaction|readModifyWrite|rawFloor|raw|floor|bare|empty|peer|naive|asModules|allAsModules)|floor$/i;

/** The people's name of a way to do the work; one we do not know keeps its own. */
export function labelOf(name: string): string {
  const known = labels[name];
  if (known !== undefined) return known;
  const parts = /^(lane|floor|empty)(?: |(?=[A-Z]))(.+)$/.exec(name);
  if (parts === null) return name;
  const [, first = '', rest = ''] = parts;
  const words = rest.replace(/(?<=[a-z\d])[A-Z]/g, letter => ` ${letter.toLowerCase()}`);
  return `${first === 'lane' ? 'Seatbelt' : first}, ${words.charAt(0).toLowerCase()}${words.slice(1)}`;
}

/** What a ratio divides by is a peer, and so is what is known as one; all else is ours. */
export function oursAmong(ratios: RunRecord['ratios']): (name: string) => boolean {
  const dividedBy = Object.keys(ratios).flatMap(name => name.match(/\/(\w+)$/)?.slice(1) ?? []);
  return name => ours.test(name) || !(peers.test(name) || dividedBy.includes(name));
}

/** Ours first. */
export function subjectsOf({ subjects, ratios }: Pick<RunRecord, 'subjects' | 'ratios'>): NamedSubject[] {
  const isOurs = oursAmong(ratios);
  return Object.entries(subjects)
    .map(([name, figures]) => ({ name, label: labelOf(name), isOurs: isOurs(name), figures }))
    .toSorted((a, b) => Number(b.isOurs) - Number(a.isOurs));
}

/** `p95 Seatbelt / raw floor`, of `p95 lane/rawFloor`. */
export function ratioLabel(name: string): string {
  const parts = name.match(/^(.*?)(\w+)\/(\w+)$/);
  if (parts === null) return name;
  const [, before = '', our = '', peer = ''] = parts;
  return `${before}${labelOf(our)} / ${labelOf(peer)}`;
}
