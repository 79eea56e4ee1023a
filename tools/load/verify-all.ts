import { existsSync } from 'node:fs';
import type { Verify } from './verification.ts';
import { sentenceOn, verifyAll as verifyEverything } from './verify/verify-all.ts';

/** What a scenario asks at its end: everything recomputed, beside what Stripe holds and what was acknowledged. */
export const verifyAll: Verify = async ({ target, acknowledgedFile, say }) => {
  const { checks, findings } = await verifyEverything({
    projectId: target.projectId,
    firestoreHost: target.firestoreHost,
    stripeUrl: target.stripe.url,
    acknowledgedFile: existsSync(acknowledgedFile) ? acknowledgedFile : null,
    say: line => say(`Looking at ${line} …`),
  });
  return { checks, problems: findings.map(sentenceOn) };
};
