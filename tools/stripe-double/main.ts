import { parseArgs } from 'node:util';
import { startStripeDouble } from './index.ts';

const HELP = `A local double of Stripe: no account, no network, no real money.

  node tools/stripe-double/main.ts [options]

  --port NUMBER             port on 127.0.0.1 (default 12111)
  --webhook-url URL         where events are posted, on this machine
  --webhook-secret SECRET   signs the events (default whsec_stripe_double)
  --help                    this text
`;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: '12111' },
      'webhook-url': { type: 'string' },
      'webhook-secret': { type: 'string', default: 'whsec_stripe_double' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    console.log(HELP);
    return;
  }
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Error(`Not a port: ${values.port}`);
  const webhookUrl = values['webhook-url'];
  const double = await startStripeDouble({
    port,
    webhookSecret: values['webhook-secret'],
    ...(webhookUrl === undefined ? {} : { webhookUrl }),
  });
  console.log(`Stripe double (no real money) at ${double.url}, events to ${webhookUrl ?? 'nowhere yet'}`);
  const stop = () => double.stop().then(() => process.exit(0), fail);
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}

function fail(error: unknown): void {
  console.error(explain(error));
  process.exitCode = 1;
}

function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const code = 'code' in error ? error.code : undefined;
  if (code === 'EADDRINUSE') return 'The port is taken: choose another with --port.';
  return error.message;
}

main().catch(fail);
