import { randomBytes, randomInt, randomUUID } from 'node:crypto';
import { Id } from './ids.ts';

/** Unpredictable values. The only place that makes them: endpoints ask, and hand what they got to pure rules. */
export interface Chance {
  /** From 0 to `bound` - 1, all alike. */
  integerBelow(bound: number): number;
  /** A new document's name. */
  id(): Id;
  /** A secret of 256 bits, as text for URLs. */
  secret(): string;
}

export const systemChance: Chance = {
  integerBelow: bound => randomInt(bound),
  id: () => Id.parse(randomUUID()),
  secret: () => randomBytes(32).toString('base64url'),
};
