import type { LoadTarget } from '../target.ts';
import { readStackDescription, targetOf } from './description.ts';
import { startLoadStack } from './load-stack.ts';

/** Does the work at the stack of `load-test:setup` if it runs, else at one that is started for it and ended after. */
export async function withStack<Result>(input: {
  readonly instances: number;
  readonly say: (line: string) => void;
  readonly work: (target: LoadTarget) => Promise<Result>;
}): Promise<Result> {
  const { instances, say, work } = input;
  const running = readStackDescription();
  if (running !== undefined) {
    say(`Using the stack of load-test:setup (process ${running.pid}).`);
    return work(targetOf(running));
  }
  const stack = await startLoadStack({ instances, say });
  try {
    return await Promise.race([work(stack.target), stack.crashed]);
  } finally {
    await stack.stop();
  }
}
