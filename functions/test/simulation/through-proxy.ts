import { Firestore } from '@google-cloud/firestore';
import { type FaultProxy, startFaultProxy } from '../../../tools/fault-proxy/index.ts';

export type ProxiedFirestore = {
  readonly db: Firestore;
  readonly proxy: FaultProxy;
  readonly close: () => Promise<void>;
};

/**
 * A default client that reaches the emulator through a fault proxy of its own.
 *
 * @param input.projectId one of its own for every test file: the files run at the same time.
 */
export async function openThroughProxy(input: { readonly projectId: string }): Promise<ProxiedFirestore> {
  const upstream = process.env['FIRESTORE_EMULATOR_HOST'];
  if (upstream === undefined)
    throw new Error('FIRESTORE_EMULATOR_HOST must name a running Firestore emulator');
  const proxy = await startFaultProxy({ upstream });
  // The variable outranks the `host` setting: with it in place the client would go past the proxy.
  delete process.env['FIRESTORE_EMULATOR_HOST'];
  const customHeaders = { Authorization: 'Bearer owner' };
  const db = new Firestore({ projectId: input.projectId, host: proxy.host, ssl: false, customHeaders });
  process.env['FIRESTORE_EMULATOR_HOST'] = upstream;
  return {
    db,
    proxy,
    close: async () => {
      proxy.releaseBlackHole();
      await db.terminate();
      proxy.stop();
    },
  };
}
