import { parseArgs } from 'node:util';
import type { Aside } from '../setup/run-command.ts';

/** What a load command is, to whoever asks for help. */
export type LoadCommand = {
  /** As npm knows it: `load-test:scenario1`. */
  readonly npmName: string;
  readonly summary: string;
  readonly defaults: {
    readonly clients: number;
    readonly seconds: number;
    /** Where clients pause between calls, and how long can be chosen. */
    readonly pauseMs?: number;
  };
  /** What `--clients` counts here. */
  readonly clientsAre: string;
};

export type LoadOptions = {
  readonly clients: number;
  readonly durationMs: number;
  readonly instances: number;
  readonly seed: number;
  /** The mean of a client's pauses between calls. */
  readonly pauseMs: number;
};

export type LoadRequest = Aside | { readonly kind: 'run'; readonly options: LoadOptions };

const bounds = {
  clients: { least: 1, most: 2_000 },
  duration: { least: 1, most: 7_200 },
  instances: { least: 1, most: 8 },
  seed: { least: 0, most: 4_294_967_295 },
  pause: { least: 0, most: 60_000 },
} as const;
type Option = keyof typeof bounds;
const optionNames: readonly Option[] = ['clients', 'duration', 'instances', 'seed', 'pause'];

export const DEFAULT_INSTANCES = 2;

export function helpText({ npmName, summary, defaults, clientsAre }: LoadCommand): string {
  const { clients, seconds, pauseMs } = defaults;
  const pause =
    pauseMs === undefined
      ? ''
      : `\n  --pause MS      a client’s pause between calls, half as long to half as long again (${pauseMs} by default)`;
  const duration =
    seconds === 0 ? '' : `\n  --duration S    seconds (1 to ${bounds.duration.most}; ${seconds} by default)`;
  return `Usage: npm run ${npmName}
       npm run ${npmName} -- [options]

${summary}

Runs against the stack of load-test:setup if one is up, else against one of its own. Ends with 1 when something is
missed or does not agree with the records. Ctrl-C ends it early, with 130; what was measured is still shown and
kept.

  --clients N     ${clientsAre} (1 to ${bounds.clients.most}; ${clients} by default)${duration}
  --instances N   processes that host the functions, in a stack of its own (1 to 8; ${DEFAULT_INSTANCES} by default)
  --seed N        who does what when (1 by default)${pause}
`;
}

const options = {
  clients: { type: 'string' },
  duration: { type: 'string' },
  instances: { type: 'string' },
  seed: { type: 'string' },
  pause: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const;

function parse(args: readonly string[]) {
  return parseArgs({ args: [...args], options }).values;
}

/** Reads the arguments of a load command. What is out of bounds is refused by the option's name. */
export function readLoadArguments(input: {
  readonly args: readonly string[];
  readonly command: LoadCommand;
}): LoadRequest {
  const { args, command } = input;
  const invalid = (message: string): LoadRequest => ({
    kind: 'invalid',
    message: `${message} (npm run ${command.npmName} -- --help)`,
  });
  let values: ReturnType<typeof parse>;
  try {
    values = parse(args);
  } catch (error) {
    return invalid(error instanceof Error ? error.message : String(error));
  }
  if (values.help === true) return { kind: 'help' };
  const wrong = optionNames.find(name => !isNumber({ name, text: values[name] }));
  if (wrong !== undefined) {
    const { least, most } = bounds[wrong];
    return invalid(`--${wrong} needs a whole number from ${least} to ${most}, not "${values[wrong]}"`);
  }
  const { clients, seconds, pauseMs } = command.defaults;
  if (values.pause !== undefined && pauseMs === undefined) return invalid('--pause is none of its options');
  return {
    kind: 'run',
    options: {
      clients: Number(values.clients ?? clients),
      durationMs: Number(values.duration ?? seconds) * 1_000,
      instances: Number(values.instances ?? DEFAULT_INSTANCES),
      seed: Number(values.seed ?? 1),
      pauseMs: Number(values.pause ?? pauseMs ?? 0),
    },
  };
}

/** One that is not given is fine. */
function isNumber({ name, text }: { name: Option; text: string | undefined }): boolean {
  if (text === undefined) return true;
  const value = Number(text);
  return /^\d{1,10}$/.test(text) && value >= bounds[name].least && value <= bounds[name].most;
}
