import type { Subject } from './subject.ts';

export const subjectNames = [
  'lanePayments',
  'laneEnroll',
  'incrementBatch',
  'transaction',
  'readModifyWrite',
  'rawFloor',
  'laneHeartbeats',
  'floorHeartbeats',
  'laneUnits',
  'transactionUnits',
] as const;
export type SubjectName = (typeof subjectNames)[number];

export const isSubjectName = (name: string): name is SubjectName =>
  subjectNames.some(known => known === name);

/** Loads one way of doing the work and nothing of the others, so that the memory measured is its own. */
export async function loadSubject(name: SubjectName): Promise<Subject> {
  switch (name) {
    case 'lanePayments':
      return (await import('./lane-payments.ts')).lanePayments();
    case 'laneEnroll':
      return (await import('./lane-enroll.ts')).laneEnroll();
    case 'incrementBatch':
      return (await import('./increment-batch.ts')).incrementBatch();
    case 'transaction':
      return (await import('./transaction.ts')).transaction();
    case 'readModifyWrite':
      return (await import('./read-modify-write.ts')).readModifyWrite();
    case 'rawFloor':
      return (await import('./raw-floor.ts')).rawFloor();
    case 'laneHeartbeats':
      return (await import('./lane-heartbeats.ts')).laneHeartbeats();
    case 'floorHeartbeats':
      return (await import('./floor-heartbeats.ts')).floorHeartbeats();
    case 'laneUnits':
      return (await import('./lane-units.ts')).laneUnits();
    case 'transactionUnits':
      return (await import('./transaction-units.ts')).transactionUnits();
  }
}
