import { onSignal } from '../stack/on-signal.ts';
import { createAccountWithRole, sampleAccounts } from '../stack/sample-accounts.ts';
import { loadSampleCatalogs } from '../stack/sample-catalog.ts';
import { type Stack, startStack } from '../stack/stack.ts';

/** Runs `work` against a stack of its own with the built pages, the sample courses and the sample accounts. */
export async function withServedStack<T>(input: {
  say: (line: string) => void;
  work: (stack: Stack) => Promise<T>;
}): Promise<T> {
  let stack: Stack | undefined;
  onSignal(async () => {
    await stack?.stop();
  });
  stack = await startStack({ ports: 'free', pages: 'served', say: input.say });
  try {
    await loadSampleCatalogs(stack.env);
    for (const account of sampleAccounts) await createAccountWithRole({ target: stack, account });
    return await Promise.race([input.work(stack), stack.crashed]);
  } finally {
    await stack.stop();
  }
}
