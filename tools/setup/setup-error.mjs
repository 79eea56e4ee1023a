/** A failure the reader can act on: its message is one line that says what to do, and no stack is shown. */
export class SetupError extends Error {
  name = 'SetupError';
}

/** Prints a set-up failure as its one line; anything else is a bug of ours and keeps its stack. */
export function reportFailure(error) {
  process.stderr.write(`${error?.name === 'SetupError' ? error.message : (error?.stack ?? error)}\n`);
}
