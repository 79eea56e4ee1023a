import type { z } from 'zod';
import { Id } from '../platform/ids.ts';

/**
 * Personal questions a policy may choose from. None asks for what is public or what a rule forbids (mother's
 * maiden name and social security number: 13 CCR 345.36 (a) (3) (B)).
 */
export const verificationBank: ReadonlyMap<Id, string> = new Map(
  Object.entries({
    'first-school': 'What was the name of your first school?',
    'first-pet': 'What was the name of your first pet?',
    'childhood-street': 'On which street did you live when you were ten?',
    'favorite-teacher': 'What was the last name of your favorite teacher?',
    'birth-hospital': 'In which hospital were you born?',
    'best-friend': 'What was the first name of your best friend as a child?',
    'first-job': 'Where was your first job, or where would you like it to be?',
    'grandparent-town': 'In which town did your grandparents live?',
    'favorite-meal': 'What was your favorite meal as a child?',
    'first-concert': 'Which concert or show did you see first?',
    'dream-car': 'Which car would you like to own one day?',
    'middle-school-sport': 'Which sport did you play in middle school?',
  }).map(([id, text]) => [Id.parse(id), text]),
);

export const VerificationQuestionId = Id.refine(id => verificationBank.has(id), 'is not in the bank');
export type VerificationQuestionId = z.infer<typeof VerificationQuestionId>;
