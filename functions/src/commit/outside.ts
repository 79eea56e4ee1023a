/**
 * Runs work in nobody's context. A lane serves many callers, and would otherwise do all of it in the context of the
 * one who came first: an error of the lane's would end that caller's request, and the framework that hosts the
 * functions marks and cleans up after every promise made in a request, which is a tenth of what a webhook costs.
 */
export function outside(work: () => void): void {
  waiting.push(work);
  wake.resolve();
}

const waiting: (() => void)[] = [];
let wake = Promise.withResolvers<void>();

/** Begun when the module is loaded, so that what it starts belongs to no request. */
async function run(): Promise<never> {
  for (;;) {
    await wake.promise;
    wake = Promise.withResolvers<void>();
    for (const work of waiting.splice(0)) work();
  }
}

void run();
