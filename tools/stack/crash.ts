type Ending = { exited: Promise<string> };

/**
 * A promise that rejects, with what `describe` says, when one of the processes ends without having been asked
 * to. It never resolves, and may be left unobserved.
 */
export function rejectWhenOneEnds<Part extends Ending>(input: {
  parts: readonly Part[];
  isStopping: () => boolean;
  describe: (part: Part, how: string) => Error;
}): Promise<never> {
  const crashed = new Promise<never>((_, reject) => {
    for (const part of input.parts) {
      void part.exited.then(how => {
        if (!input.isStopping()) reject(input.describe(part, how));
      });
    }
  });
  crashed.catch(() => undefined);
  return crashed;
}
