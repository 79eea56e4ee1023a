/** That this tab has gone to Google to sign in, so that it knows on its way back what to look for. */
const KEY = 'seatbelt.at-google';

export const rememberLeaving = (): void => attempt(() => sessionStorage.setItem(KEY, '1'));

export const forgetLeaving = (): void => attempt(() => sessionStorage.removeItem(KEY));

export function isOnTheWayBack(): boolean {
  try {
    return sessionStorage.getItem(KEY) !== null;
  } catch {
    return false;
  }
}

/** Where storage is refused Firebase cannot find its way back either, and says so. */
function attempt(work: () => void): void {
  try {
    work();
  } catch {
    // Nothing to remember it in.
  }
}
