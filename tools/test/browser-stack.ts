import { ensureChromium } from '../setup/chromium.ts';
import { createAccountWithRole, sampleAccounts } from '../stack/sample-accounts.ts';
import { loadSampleCatalogs } from '../stack/sample-catalog.ts';
import { type Stack, startStack } from '../stack/stack.ts';
import type { Emulators } from './emulators.ts';
import { startStackControl } from './stack-control.ts';

/** The variable in which browser tests find where everything is; `web/test/browser/support/stack.ts` reads it. */
const variable = 'SEATBELT_BROWSER_STACK';

function descriptionOf({ stack, ...rest }: { stack: Stack; controlUrl: string; chromiumPath: string }) {
  const { projectId, webUrl, baseUrl, authHost, firestoreHost } = stack;
  return { projectId, webUrl, baseUrl, authHost, firestoreHost, stripeUrl: stack.stripe.url, ...rest };
}

/** One stack with the real pages, courses and accounts for all browser tests; `env` tells them where it is. */
export async function startBrowserStack(): Promise<Emulators> {
  const say = (line: string) => console.log(line);
  const chromiumPath = await ensureChromium({ say });
  const stack = await startStack({ ports: 'free', pages: 'served', say });
  try {
    await loadSampleCatalogs(stack.env);
    for (const account of sampleAccounts) await createAccountWithRole({ target: stack, account });
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
