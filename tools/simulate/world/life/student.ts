import { Enrollment } from '../../../../functions/src/enrollments/schema.ts';
import type { Random } from '../../time/random.ts';
import type { Term } from '../catalog-text.ts';
import { Client } from '../client.ts';
import type { World } from '../world.ts';

/** A student with a browser in hand, in one course. */
export interface Student {
  readonly uid: string;
  readonly term: Term;
  readonly client: Client;
  readonly random: Random;
  readonly world: World;
  /** As the browser sees it by its listener. */
  enrollment(): Enrollment | undefined;
}

export function studentOf(input: { uid: string; term: Term; world: World; random: Random }): Student {
  const { uid, term, world } = input;
  const path = `users/${uid}/courses/${term.courseId}`;
  return {
    ...input,
    client: new Client(input),
    enrollment: () => {
      const data = world.documents.data(path);
      return data === undefined ? undefined : Enrollment.parse(data);
    },
  };
}

/** Waits until the listener shows it, or not any longer. */
export async function untilShown(
  { world, enrollment }: Student,
  { isThere, longestMs }: { isThere: (shown: Enrollment) => boolean; longestMs: number },
): Promise<boolean> {
  const endMs = world.scheduler.now() + longestMs;
  for (;;) {
    const shown = enrollment();
    if (shown !== undefined && isThere(shown)) return true;
    if (world.isCalm || world.scheduler.now() >= endMs) return false;
    await world.scheduler.wait(2_000);
  }
}
