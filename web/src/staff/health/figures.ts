import type { Health } from '../api.ts';
import type { Share } from './shares.tsx';

/** What became of the commits that were tried. Each is in one share, so that they add up to all. */
export const commitShares = (lanes: Health['lanes']): readonly Share[] => [
  { name: 'went through', count: lanes.commits, tone: 'good' },
  { name: 'conflicts', count: lanes.conflicts, tone: 'warn' },
  { name: 'was there already', count: lanes.rereads, tone: 'plain' },
  { name: 'taken apart', count: lanes.isolations, tone: 'warn' },
  { name: 'unknown outcome', count: lanes.unknownOutcomes, tone: 'bad' },
];

/** Of instances that said how they are in another form than this version reads. */
export const leftOutWords = (count: number): string =>
  count === 1
    ? 'One instance of another version reported too and is not counted here, as happens while a deployment goes on.'
    : `${count} instances of another version reported too and are not counted here, as happens while a deployment goes on.`;
