import { type Change, create, type Load, toWrite, update, type View } from '../commit/index.ts';
import type { EnrollmentKey } from '../enrollments/store.ts';
import type { StudyDay } from './schema.ts';
import { studyDayDoc } from './store.ts';
import { newStudyDay, type StudyDays } from './study-days.ts';

/** The days that a command may write or has to know. */
export interface DaysPlace {
  readonly key: EnrollmentKey;
  readonly dayKeys: readonly string[];
}

export const dayLoads = ({ key, dayKeys }: DaysPlace): readonly Load[] =>
  dayKeys.map(dayKey => toWrite(studyDayDoc({ ...key, dayKey })));

export function daysIn(
  view: View,
  { key, dayKeys }: DaysPlace,
  { now, retentionYears }: { now: Date; retentionYears: number },
): StudyDays {
  const days = dayKeys.map(dayKey => {
    const known = view.get(studyDayDoc({ ...key, dayKey }));
    return [dayKey, known ?? newStudyDay({ dayKey, now, retentionYears })] as const;
  });
  return new Map(days);
}

export const dayChanges = ({
  view,
  key,
  days,
}: {
  view: View;
  key: EnrollmentKey;
  days: readonly StudyDay[];
}): readonly Change[] =>
  days.map(day => {
    const doc = studyDayDoc({ ...key, dayKey: day.dayKey });
    return view.get(doc) === undefined ? create(doc, day) : update(doc, day);
  });
