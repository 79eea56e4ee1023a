import { usePage, useUser } from '../../shared/session.tsx';
import { type Action, useAction } from '../../shared/use-action.ts';

/**
 * Saves the name that is printed. Whoever shows it hears of it at once, before the server has it: what asks the server
 * about the name waits until this is done.
 */
export function useSaveName(): Action<string> {
  const { seatbelt, liveReads } = usePage();
  const { userId } = useUser();
  return useAction(async (name: string) => {
    const { saveProfile } = await liveReads();
    await saveProfile(seatbelt, { userId, profile: { displayName: name.trim() } });
  });
}
