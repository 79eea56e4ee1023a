import { openFirestore } from '../../functions/src/platform/firestore.ts';
import { ensureChromium } from '../setup/chromium.ts';
import { loadSampleData } from '../stack/sample-data.ts';
import { type Stack, startStack } from '../stack/stack.ts';
import type { Emulators } from './emulators.ts';
import { startStackControl } from './stack-control.ts';

/** The variable in which browser tests find where everything is; `web/test/browser/support/stack.ts` reads it. */
const variable = 'SEATBELT_BROWSER_STACK';

function descriptionOf({ stack, ...rest }: { stack: Stack; controlUrl: string; chromiumPath: string }) {
  const { projectId, webUrl, baseUrl, authHost, firestoreHost } = stack;
  return { projectId, webUrl, baseUrl, authHost, firestoreHost, stripeUrl: stack.stripe.url, ...rest };
}

const SEATS = 1_000;

/** Each test brings students of its own, more than the taster has seats for. */
async function makeRoom(stack: Stack): Promise<void> {
  const { projectId, firestoreHost } = stack;
  const firestore = openFirestore({ projectId, host: firestoreHost });
  try {
    await firestore.doc('courses/seatbelt-taster/counters/seats').update({ capacity: SEATS });
  } finally {
    await firestore.terminate();
  }
}

/** One stack with the real pages, courses and accounts for all browser tests; `env` tells them where it is. */
export async function startBrowserStack(): Promise<Emulators> {
  const say = (line: string) => console.log(line);
  const chromiumPath = await ensureChromium({ say });
  const stack = await startStack({ ports: 'free', pages: 'served', say });
  try {
    await loadSampleData(stack);
    await makeRoom(stack);
    const control = await startStackControl(stack);
    const description = descriptionOf({ stack, controlUrl: control.url, chromiumPath });
    const stop = async () => {
      await control.stop();
      await stack.stop();
    };
    return { env: { ...stack.env, [variable]: JSON.stringify(description) }, stop };
  } catch (error) {
    await stack.stop();
    throw error;
  }
}
