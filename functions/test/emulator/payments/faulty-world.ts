import './environment.ts';
import { type FaultProxy, startFaultProxy } from '../../../../tools/fault-proxy/index.ts';
import { allowRetries } from './retry-allowance.ts';
import { startTcpRelay, type TcpRelay } from './tcp-relay.ts';
import { useWorld, type World } from './world.ts';

export interface FaultyWorld extends World {
  /** Between the functions and Firestore. */
  readonly proxy: FaultProxy;
  /** Every connection to Firestore is cut, as an idle one is after a while. */
  readonly cutConnections: () => void;
}

/** As `useWorld`, with a Firestore that can be made to fail. Every test begins and ends without faults. */
export function useFaultyWorld(): () => FaultyWorld {
  let between: { proxy: FaultProxy; relay: TcpRelay } | undefined;
  beforeAll(async () => {
    const upstream = process.env.FIRESTORE_EMULATOR_HOST ?? '';
    const proxy = await startFaultProxy({ upstream });
    const relay = await startTcpRelay({ upstream: proxy.host });
    between = { proxy, relay };
    process.env.FIRESTORE_EMULATOR_HOST = relay.host;
  });
  const world = useWorld();
  beforeEach(() => {
    allowRetries(4);
  });
  afterEach(() => between?.proxy.clear());
  afterAll(async () => {
    between?.proxy.releaseBlackHole();
    between?.proxy.stop();
    await between?.relay.stop();
  });
  return () => {
    if (between === undefined) throw new Error('The world begins with the first test.');
    return { ...world(), proxy: between.proxy, cutConnections: between.relay.cut };
  };
}
