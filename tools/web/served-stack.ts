import { onSignal } from '../stack/on-signal.ts';
import { loadSampleData } from '../stack/sample-data.ts';
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
    await loadSampleData(stack);
    return await Promise.race([input.work(stack), stack.crashed]);
  } finally {
    await stack.stop();
  }
}
