import { z } from 'zod';
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
  writing,
  wrongValues,
} from '../shared/command-line.ts';

/** What can still become applied. */
export type OpenState = Exclude<EventState, 'applied'>;

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

const Instant = z
  .union([z.iso.date(), z.iso.datetime({ offset: true })], {
    error: 'must be a day such as 2026-03-08, or an instant such as 2026-03-08T14:00:00Z',
  })
  .transform(text => new Date(text));

const Wish = z
  .object({
    event: Id.optional(),
    state: EventState.exclude(['applied']).optional(),
    since: Instant.optional(),
  })
  .refine(({ event, state }) => event === undefined || state === undefined, {
    error: 'an event is named, so its state does not matter: leave one of them out',
    path: ['state'],
  });

export function readArguments(line: CommandLine): ReadArguments<ReplayArguments> {
  const text = { type: 'string' } as const;
  const options = { ...writing, event: text, state: text, since: text } as const;
  const parsed = parse({ argv: line.argv, options });
  if (isWrong(parsed)) return parsed;
  const { values } = parsed;
  if (values.help) return { kind: 'help' };
  const { event, state, since } = values;
  const wish = Wish.safeParse({ event, state, since });
  if (!wish.success)
    return wrongValues(wish.error.issues, { event: '--event', state: '--state', since: '--since' });
  const target = targetOf(values.project, line);
  if (isWrong(target)) return target;
  const [mode, format] = [values.apply ? 'apply' : 'preview', values.json ? 'json' : 'text'] as const;
  const states = wish.data.state === undefined ? (['parked', 'received'] as const) : [wish.data.state];
  return {
    kind: 'arguments',
    arguments: { ...target, eventId: wish.data.event, states, since: wish.data.since, mode, format },
  };
}
