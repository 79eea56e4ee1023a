import { z } from 'zod';
import * as certificates from '../../functions/src/certificates/wire.ts';
import * as compliance from '../../functions/src/compliance/wire.ts';
import * as console from '../../functions/src/console/wire.ts';
import * as enrollments from '../../functions/src/enrollments/wire.ts';
import * as deployed from '../../functions/src/index.ts';
import * as payments from '../../functions/src/payments/wire.ts';
import * as people from '../../functions/src/people/wire.ts';
import * as progress from '../../functions/src/progress/wire.ts';
import * as quizzes from '../../functions/src/quizzes/wire.ts';
import * as records from '../../functions/src/records/wire.ts';
import * as units from '../../functions/src/units/wire.ts';
import * as verification from '../../functions/src/verification/wire.ts';
import { JsonSchema } from './attacks/json-schema.ts';

type Deployed = typeof deployed;

/** Names of what is deployed as a callable, known to the compiler: a table over them misses none. */
export type CallableName = {
  [Name in keyof Deployed]: Deployed[Name] extends { run: (request: never) => unknown; stream: unknown }
    ? Name
    : never;
}[keyof Deployed];

export type EndpointKind = 'callable' | 'request' | 'schedule';

/** Something of ours that can be called over HTTP. */
export interface Endpoint {
  readonly name: string;
  readonly kind: EndpointKind;
  /** What it says of itself to the deployment. */
  readonly manifest: Manifest;
}

const Manifest = z.object({
  callableTrigger: z.unknown().optional(),
  httpsTrigger: z.object({ invoker: z.array(z.string()).optional() }).optional(),
  scheduleTrigger: z.unknown().optional(),
  eventTrigger: z.unknown().optional(),
});
type Manifest = z.infer<typeof Manifest>;

function kindOf(manifest: Manifest): EndpointKind | 'event' | undefined {
  if (manifest.callableTrigger !== undefined) return 'callable';
  if (manifest.httpsTrigger !== undefined) return 'request';
  if (manifest.scheduleTrigger !== undefined) return 'schedule';
  return manifest.eventTrigger === undefined ? undefined : 'event';
}

/**
 * Everything deployed that answers HTTP, read from the module that is deployed.
 * @throws Error for an export whose kind is unknown: it would go untested
 */
export function allEndpoints(): readonly Endpoint[] {
  return Object.entries(deployed).flatMap(([name, value]) => {
    const manifest = Manifest.parse(value.__endpoint);
    const kind = kindOf(manifest);
    if (kind === undefined) throw new Error(`${name} is deployed as something that is not known here`);
    return kind === 'event' ? [] : [{ name, kind, manifest }];
  });
}

export const isCallableName = (name: string): name is CallableName =>
  allEndpoints().some(endpoint => endpoint.name === name && endpoint.kind === 'callable');

const requestNameOf = (name: string): string => `${name.charAt(0).toUpperCase()}${name.slice(1)}Request`;

const shared = new Map<string, unknown>(
  [
    certificates,
    compliance,
    console,
    enrollments,
    payments,
    people,
    progress,
    quizzes,
    records,
    units,
    verification,
  ].flatMap(module => Object.entries(module)),
);

/**
 * What a callable asks for, from the schemas that are shared with clients: `enroll` takes `EnrollRequest`.
 * @throws Error for a callable without one: its bodies could not be turned inside out
 */
export function requestSchemaOf(name: string): JsonSchema {
  const schema = shared.get(requestNameOf(name));
  if (!(schema instanceof z.ZodType))
    throw new Error(`no wire.ts that is known here exports ${requestNameOf(name)}`);
  return JsonSchema.parse(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }));
}
