import type { Profile } from '../../../../client/src/index.ts';
import type { Live } from '../../../../client/src/live.ts';
import { usePage } from '../../shared/session.tsx';
import { nothing, useLive } from '../../shared/use-live.ts';

/** What a student has told of themselves; missing for nobody. */
export function useProfile(userId: string | null): Live<Profile> {
  const { seatbelt } = usePage();
  return useLive<Profile>(`profile/${userId}`, (reads, listener) =>
    userId === null ? nothing(reads, listener) : reads.watchProfile(seatbelt, { userId }, listener),
  );
}
