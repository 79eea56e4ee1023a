import { type Damage, emulator, rules, unit } from '../damage.ts';

/** Seats, hours, exams, driving, and what a browser may do. */
export const courseDamages: readonly Damage[] = [
  {
    name: 'one-seat-too-many',
    harm: 'The course is overbooked by one.',
    edits: [
      { file: 'functions/src/catalog/seats.ts', find: 'taken < capacity;', replace: 'taken <= capacity;' },
    ],
    catchers: [unit('enrollments/'), emulator('enrollments/last-seats')],
  },
  {
    name: 'clamp-hides-drift',
    harm: 'A seat count that has gone wrong is set to zero without a word.',
    edits: [
      {
        file: 'functions/src/enrollments/seat-gate.ts',
        find: "  if (seats.taken === 0) throw new Error('A seat is given back although none is taken.');\n  return { ...seats, taken: seats.taken - 1 };",
        replace: '  return { ...seats, taken: Math.max(0, seats.taken - 1) };',
      },
    ],
    catchers: [unit('enrollments/')],
  },
  {
    name: 'line-is-jumped',
    harm: 'A newcomer takes the seat that somebody has waited for.',
    edits: [
      {
        file: 'functions/src/enrollments/seat-gate.ts',
        find: 'seats.waitlisted === 0 && hasFreeSeat(seats)',
        replace: 'hasFreeSeat(seats)',
      },
    ],
    catchers: [unit('enrollments/')],
  },
  {
    name: 'heartbeat-replayed',
    harm: 'A script replays a heartbeat and collects hours.',
    edits: [
      {
        file: 'functions/src/compliance/heartbeat-plan.ts',
        find: '  if (beat.sequence <= session.lastSequence) return planLate(facts);\n',
        replace: '',
      },
    ],
    catchers: [unit('compliance/')],
  },
  {
    name: 'midnight-not-split',
    harm: 'Time after midnight counts for the day before, and the daily limit is passed.',
    edits: [
      {
        file: 'functions/src/compliance/credit.ts',
        find: '    if (dayKey(at, timeZone) === dayKey(new Date(end), timeZone)) return Infinity;',
        replace: '    if (timeZone.length > 0) return Infinity;',
      },
    ],
    catchers: [unit('compliance/')],
  },
  {
    name: 'silence-credited',
    harm: 'An open page earns hours while nobody is there.',
    edits: [
      {
        file: 'functions/src/compliance/credit.ts',
        find: '    session.lastAcceptedAt.getTime() + rules.maximumGapSeconds * 1_000,\n',
        replace: '',
      },
    ],
    catchers: [unit('compliance/')],
  },
  {
    name: 'daily-limit-one-second-more',
    harm: 'A day holds more than the state allows.',
    edits: [
      {
        file: 'functions/src/compliance/daily-limit.ts',
        find: 'Math.max(0, limit.seconds - (days.get(dayKey)?.creditedSeconds ?? 0));',
        replace: 'Math.max(0, limit.seconds + 1 - (days.get(dayKey)?.creditedSeconds ?? 0));',
      },
    ],
    catchers: [unit('compliance/')],
  },
  {
    name: 'quiz-deadline-ignored',
    harm: 'An exam is handed in an hour late and counts.',
    edits: [
      {
        file: 'functions/src/quizzes/attempt-finish.ts',
        find: '  if (isOverdue(attempt, at)) return end({ ...input, attempt, record, ending: autoSubmitted(attempt) });\n',
        replace: '',
      },
    ],
    catchers: [unit('quizzes/')],
  },
  {
    name: 'attempt-not-counted',
    harm: 'A student tries an exam until it is passed.',
    edits: [
      {
        file: 'functions/src/quizzes/attempt-start.ts',
        find: 'attemptsUsed: record.attemptsUsed + 1,',
        replace: 'attemptsUsed: record.attemptsUsed,',
      },
    ],
    catchers: [unit('quizzes/')],
  },
  {
    name: 'one-unit-beyond-the-limit',
    harm: 'A teenager drives more hours in a day than the law allows.',
    edits: [
      {
        file: 'functions/src/units/periods.ts',
        find: '    if (units <= left) return [];',
        replace: '    if (units <= left + 1) return [];',
      },
    ],
    catchers: [unit('units/')],
  },
  {
    name: 'one-unit-too-many',
    harm: 'An hour of driving is held that was never bought.',
    edits: [
      {
        file: 'functions/src/units/reservation.ts',
        find: 'units <= availableUnitsOf(authorization);',
        replace: 'units <= availableUnitsOf(authorization) + 1;',
      },
    ],
    catchers: [unit('units/'), emulator('units/at-once')],
  },
  {
    name: 'two-lessons-at-once',
    harm: 'An instructor is booked by two students for the same hour.',
    edits: [
      {
        file: 'functions/src/units/calendar.ts',
        find: 'a.startsAt < b.endsAt && b.startsAt < a.endsAt;',
        replace: 'a.startsAt < b.startsAt && b.endsAt < a.endsAt;',
      },
    ],
    catchers: [unit('units/')],
  },
  {
    name: 'enrollment-writable',
    harm: 'A browser writes `amountPaid`, and has a course for nothing.',
    edits: [
      {
        file: 'firestore.rules',
        find: '      // Never write: amountPaid set by a browser is a course for nothing.\n      allow read: if',
        replace: '      allow write: if isUser(uid);\n      allow read: if',
      },
    ],
    catchers: [rules('firestore-rules')],
  },
  {
    name: 'answer-key-readable',
    harm: 'The answers of the exam can be read by whoever is signed in.',
    edits: [
      {
        file: 'firestore.rules',
        find: "      // answerKey. Not for staff either: a key read in a browser is a key in somebody's cache.\n      allow read, write: if false;",
        replace: '      allow read: if isSignedIn();',
      },
    ],
    catchers: [rules('firestore-rules')],
  },
];
