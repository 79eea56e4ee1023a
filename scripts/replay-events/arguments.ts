import { EventState } from '../../functions/src/payments/schema.ts';
import { Id } from '../../functions/src/platform/ids.ts';
import {
  type CommandLine,
  isWrong,
  parse,
  projectUsage,
  type ReadArguments,
  type Target,
  targetOf,
  type Wrong,
  writing,
  wrong,
  wrongValues,
} from '../shared/command-line.ts';

/** What can still become applied. */
const OpenState = EventState.exclude(['applied']);
type OpenState = Exclude<EventState, 'applied'>;

export interface ReplayArguments extends Target {
  /** One event, whatever its state; undefined for all in `states`. */
  readonly eventId: Id | undefined;
  readonly states: readonly OpenState[];
  /** Stored at or after it. */
  readonly since: Date | undefined;
  readonly mode: 'preview' | 'apply';
  readonly format: 'text' | 'json';
}

export const usage = `Lists Stripe's events that wait or are parked, and applies them again: for when the cause is mended.

  node scripts/replay-events.ts [--event ID | --state STATE] [--since TIME] [--apply] [--json] [--project ID]

  --event ID     only this event, whatever its state
  --state STATE  parked, received (waiting) or ignored; without it parked and received
  --since TIME   only those stored since then: a day such as 2026-03-08 (UTC), or an instant such as
                 2026-03-08T14:00:00Z
  --apply        apply them, oldest first; without it they are only listed
  --json         one line of JSON for each event, the sum as the last line
  ${projectUsage}

Replaying is always safe: an event is applied once. Each is told in the audit log before it is tried. STRIPE_SECRET_KEY
is needed for events that make it necessary to ask Stripe: a charge's refunds, a refund of a payment that is not known
yet. With FIRESTORE_EMULATOR_HOST set it works on the emulator, otherwise on the real project with your
application-default credentials. Progress goes to stderr.

Exit code: 0 done, 1 an event could not be applied, or something failed, 2 wrong usage.`;

export function readArguments(line: CommandLine): ReadArguments<ReplayArguments> {
  const text = { type: 'string' } as const;
  const options = { ...writing, event: text, state: text, since: text } as const;
  const parsed = parse({ argv: line.argv, options });
  if (isWrong(parsed)) return parsed;
  const { values } = parsed;
  if (values.help) return { kind: 'help' };
  const filter = filterOf(values);
  if (isWrong(filter)) return filter;
  const target = targetOf(values.project, line);
  if (isWrong(target)) return target;
  const [mode, format] = [values.apply ? 'apply' : 'preview', values.json ? 'json' : 'text'] as const;
  return { kind: 'arguments', arguments: { ...target, ...filter, mode, format } };
}

type Filter = Pick<ReplayArguments, 'eventId' | 'states' | 'since'>;
type Given = { readonly [Option in 'event' | 'state' | 'since']?: string | undefined };

function filterOf({ event, state, since: time }: Given): Filter | Wrong {
  if (event !== undefined && state !== undefined)
    return wrong('Name one event or one state: an event is taken whatever its state.');
  const eventId = Id.optional().safeParse(event);
  if (!eventId.success) return wrongValues(eventId.error.issues, { undefined: '--event' });
  const open = OpenState.optional().safeParse(state);
  if (!open.success) return wrong(`--state: must be one of ${OpenState.options.join(', ')}`);
  const since = time === undefined ? undefined : instantOf(time);
  if (since === null)
    return wrong('--since: must be a day such as 2026-03-08, or an instant such as 2026-03-08T14:00:00Z');
  const states = open.data === undefined ? (['parked', 'received'] as const) : [open.data];
  return { eventId: eventId.data, states, since };
}

/** A day begins at midnight UTC; a time of day without its zone could be anybody's. */
function instantOf(text: string): Date | null {
  if (!/^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2}))?$/.test(text)) return null;
  const instant = new Date(text);
  if (Number.isNaN(instant.getTime())) return null;
  // A 30th of February is taken for the 2nd of March otherwise.
  return text.length > 10 || instant.toISOString().startsWith(text) ? instant : null;
}
