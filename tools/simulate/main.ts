import { installVirtualTime } from './hosted/globals.ts';
import { replaceEdges } from './hosted/hooks.ts';

installVirtualTime();
replaceEdges();
Object.assign(process.env, { FUNCTIONS_EMULATOR: 'true', STRIPE_SECRET_KEY: 'sk_test_simulation' });
const { stripeClient } = await import('../../functions/src/payments/stripe-client.ts');
await stripeClient();
const { simulate } = await import('./run/simulate.ts');
const result = await simulate({ plan: { seed: process.argv[2] ?? '1', steps: Number(process.argv[3] ?? 2000), without: new Set(), lives: undefined } });
const { lines, checked, ...rest } = result;
if (process.argv[4]) console.log(lines.map(l => l.slice(0, 300)).join('\n'));
console.log(rest, [...checked].map(([k, v]) => `${v} ${k}`).join('\n'));
