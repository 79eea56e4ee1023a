import { isCallableName } from '../endpoints.ts';
import type { Attack } from './attack.ts';
import { attacksOnCallable } from './on-callable.ts';
import { attacksOnBeacon, attacksOnCheck, attacksOnSchedule, attacksOnWebhook } from './on-request.ts';
import type { Target } from './target.ts';

const onRequest: Readonly<Record<string, (target: Target) => Attack[]>> = {
  stripeWebhook: attacksOnWebhook,
  sessionBeacon: attacksOnBeacon,
  verifyCertificate: attacksOnCheck,
};

/**
 * All that is tried at an endpoint.
 * @throws Error for a request function that nobody has thought of attacks for
 */
export function attacksOn(input: {
  readonly target: Target;
  readonly seed: number;
  readonly runs: number;
}): Attack[] {
  const { target } = input;
  const { name, kind } = target.endpoint;
  switch (kind) {
    case 'callable':
      if (!isCallableName(name)) throw new Error(`${name} is no callable`);
      return attacksOnCallable({ ...input, name });
    case 'schedule':
      return attacksOnSchedule(target);
    case 'request': {
      const attacks = onRequest[name];
      if (attacks === undefined) throw new Error(`no attacks are known for ${name}`);
      return attacks(target);
    }
  }
}
