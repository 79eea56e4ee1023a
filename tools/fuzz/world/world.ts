import { randomInt } from 'node:crypto';
import type { Firestore } from '@google-cloud/firestore';
import { newSerial } from '../../../functions/src/certificates/serial.ts';
import { openFirestore } from '../../../functions/src/platform/firestore.ts';
import { Id } from '../../../functions/src/platform/ids.ts';
import type { CallableName } from '../endpoints.ts';
import type { HostileInstance } from '../instance/hostile-instance.ts';
import { catalogSeeds, courses, PRICE } from './catalog.ts';
import { plant, type Seed } from './seed.ts';
import { staffSeeds } from './staff.ts';
import { newStudent, type Student } from './student.ts';
import { studentSeeds, unaskedSeeds, visitorSeeds } from './student-seeds.ts';

/** A school with something of everything in it. */
export interface World {
  readonly firestore: Firestore;
  /** A new student whom this endpoint's valid body would be done to. */
  readonly studentFor: (name: CallableName) => Promise<Student>;
  /** Begins again with catalog and staff alone: the fewer documents there are, the faster they are compared. */
  readonly reset: () => Promise<void>;
  readonly close: () => Promise<void>;
}

type SeedsOf = (student: Student) => Seed[];

function seedsFor(name: CallableName): SeedsOf {
  switch (name) {
    case 'deleteAccount':
      return visitorSeeds;
    case 'registerVerificationAnswers':
    case 'resetVerificationAnswers':
      return unaskedSeeds;
    default:
      return studentSeeds;
  }
}

async function forgetEverything({ firestoreHost, projectId }: HostileInstance): Promise<void> {
  const documents = `projects/${projectId}/databases/(default)/documents`;
  const answer = await fetch(`http://${firestoreHost}/emulator/v1/${documents}`, { method: 'DELETE' });
  if (!answer.ok) throw new Error(`the emulator forgets nothing: ${answer.status}`);
}

export async function openWorld(instance: HostileInstance): Promise<World> {
  const { projectId, firestoreHost: host, stripe } = instance;
  const firestore = openFirestore({ projectId, host });
  const reset = async () => {
    // What sweeps ask Stripe for is of this world, and not of all before it.
    await Promise.all([forgetEverything(instance), stripe.reset()]);
    await plant(firestore, [...catalogSeeds(), ...staffSeeds()]);
  };
  await reset();

  const admitted = async (seedsOf: SeedsOf): Promise<Student> => {
    const metadata = { courseId: courses.toStudy };
    const { payments } = await stripe.createSucceededPayments({ payments: [{ amount: PRICE, metadata }] });
    const paymentId = Id.parse(payments[0]?.paymentIntentId);
    const serial = newSerial({ prefix: 'SB', draw: bound => randomInt(bound) });
    const student = newStudent({ paymentId, serial });
    await plant(firestore, seedsOf(student));
    return student;
  };
  return {
    firestore,
    studentFor: name => admitted(seedsFor(name)),
    reset,
    close: async () => {
      await firestore.terminate();
    },
  };
}
