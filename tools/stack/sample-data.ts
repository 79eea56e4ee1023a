import { createAccountWithRole, sampleAccounts } from './sample-accounts.ts';
import { loadSampleCatalogs } from './sample-catalog.ts';
import type { Stack } from './stack.ts';

/** The sample courses and accounts: what `npm start` shows, and what pages are tested and measured with. */
export async function loadSampleData(stack: Stack): Promise<void> {
  await loadSampleCatalogs(stack.env);
  for (const account of sampleAccounts) await createAccountWithRole({ target: stack, account });
}
