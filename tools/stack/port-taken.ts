import { SetupError } from '../setup/setup-error.mjs';

/** As firebase-tools says it, and with it the error that `startFirebaseTools` throws. */
const portTaken = 'port taken';

/**
 * Starts once more where a port was taken: between finding one free and using it another process may have taken it,
 * another stack that starts in the same second for example.
 * @param start is to choose its ports anew each time
 */
export async function againIfPortTaken<T>(start: () => Promise<T>): Promise<T> {
  try {
    return await start();
  } catch (error) {
    if (!(error instanceof SetupError) || !error.message.includes(portTaken)) throw error;
    return start();
  }
}
