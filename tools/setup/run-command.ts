import { reportFailure } from './setup-error.mjs';

/** What a command's arguments ask for, apart from its work: the same for every command that reads them itself. */
export type Aside = { readonly kind: 'help' } | { readonly kind: 'invalid'; readonly message: string };

/** What the process does once the exit code is known: connections and timers may be left open, or must be done. */
type AtTheEnd = 'exit' | 'drain';

const USAGE = 2;

const isAside = (request: { readonly kind: string }): request is Aside =>
  request.kind === 'help' || request.kind === 'invalid';

/** Help, or what is wrong with the arguments, is told; anything else is carried out. @returns the exit code */
export async function answer<Request extends { readonly kind: string }>(input: {
  readonly request: Aside | Request;
  readonly help: string;
  readonly run: (request: Request) => number | Promise<number>;
}): Promise<number> {
  const { request, help, run } = input;
  if (!isAside(request)) return run(request);
  if (request.kind === 'help') {
    console.log(help);
    return 0;
  }
  console.error(request.message);
  return USAGE;
}

/** The body of a command: from the command line to the exit code, 1 for what is thrown. */
export function runCommand(input: {
  readonly main: (args: readonly string[]) => Promise<number>;
  readonly atTheEnd: AtTheEnd;
}): void {
  const { main, atTheEnd } = input;
  const end = (code: number): void => {
    if (atTheEnd === 'exit') process.exit(code);
    process.exitCode = code;
  };
  main(process.argv.slice(2)).then(end, (error: unknown) => {
    reportFailure(error);
    end(1);
  });
}
