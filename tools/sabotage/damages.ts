import type { Damage } from './damage.ts';
import { courseDamages } from './damages/course.ts';
import { laneDamages } from './damages/lane.ts';
import { moneyDamages } from './damages/money.ts';

/** All of them; another is one more entry in a list. */
export const damages: readonly Damage[] = [...laneDamages, ...moneyDamages, ...courseDamages];
