/**
 * The texts of the server's bank of personal questions (a test holds the two together): its own module brings the whole
 * schema library, which no student should load.
 */
const prompts: Readonly<Record<string, string>> = {
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
};

export const knownPrompts: ReadonlyMap<string, string> = new Map(Object.entries(prompts));

/** A question that is newer than this page is still asked, by its name. */
export const promptOf = (questionId: string): string =>
  knownPrompts.get(questionId) ?? `${questionId.replaceAll('-', ' ')}?`;
