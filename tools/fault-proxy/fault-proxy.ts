import {
  Client,
  credentials,
  type MethodDefinition,
  Server,
  ServerCredentials,
  type ServiceDefinition,
  type UntypedServiceImplementation,
} from '@grpc/grpc-js';
import { type CallCount, CallCounter } from './call-counts.ts';
import type { Fault } from './fault.ts';
import { type FirestoreMethod, firestoreMethods, pathOf } from './methods.ts';
import { asIs, type Downstream, fail, type RelayInput, relay } from './relay.ts';
import { FaultSchedule, type PlannedFault } from './schedule.ts';

export type FaultProxy = {
  /** `127.0.0.1:port`, for `FIRESTORE_EMULATOR_HOST` or the SDK's `host`; other processes may use it too. */
  readonly host: string;
  /** Adds a fault behind those already planned. */
  readonly plan: (fault: Fault) => PlannedFault;
  /** Ends all faults. Calls already in a black hole stay there. */
  readonly clear: () => void;
  /** Answers CANCELLED to every call in a black hole: a client waits for its calls when it closes. */
  readonly releaseBlackHole: () => void;
  readonly counts: (method: FirestoreMethod) => CallCount;
  readonly resetCounts: () => void;
  /** Cuts every connection. */
  readonly stop: () => void;
};

/** Documents may be 1 MiB and commits 10: the proxy must never be what refuses one. */
const channelOptions = {
  'grpc.max_receive_message_length': -1,
  'grpc.max_send_message_length': -1,
  // A retry of the proxy's own would hide what it is there to show.
  'grpc.enable_retries': 0,
};

/**
 * Starts a gRPC proxy between a Firestore SDK and an emulator. It hands messages, metadata and status through
 * untouched, but for the faults planned.
 *
 * @param input.upstream the emulator's `host:port`.
 * @throws Error when the proxy cannot listen on 127.0.0.1.
 */
export async function startFaultProxy(input: { readonly upstream: string }): Promise<FaultProxy> {
  const client = new Client(input.upstream, credentials.createInsecure(), channelOptions);
  const schedule = new FaultSchedule();
  const counter = new CallCounter();
  const blackHole = new Set<Downstream>();
  const server = new Server(channelOptions);
  server.addService(serviceDefinition(), handlers({ client, schedule, counter, blackHole }));
  const port = await listen(server);
  return {
    host: `127.0.0.1:${port}`,
    plan: fault => schedule.add(fault),
    clear: () => schedule.clear(),
    releaseBlackHole: () => {
      for (const call of blackHole)
        fail({ call, action: { code: 'CANCELLED', details: 'black hole closed' } });
      blackHole.clear();
    },
    counts: method => counter.of(method),
    resetCounts: () => counter.reset(),
    stop: () => {
      server.forceShutdown();
      client.close();
    },
  };
}

/** All methods as streams both ways: on the wire a unary call is a stream of one message. */
function serviceDefinition(): ServiceDefinition {
  return Object.fromEntries(
    firestoreMethods.map(method => {
      const definition: MethodDefinition<Buffer, Buffer> = {
        path: pathOf(method),
        requestStream: true,
        responseStream: true,
        requestSerialize: asIs,
        requestDeserialize: asIs,
        responseSerialize: asIs,
        responseDeserialize: asIs,
      };
      return [method, definition];
    }),
  );
}

function handlers(shared: Omit<RelayInput, 'call' | 'method'>): UntypedServiceImplementation {
  return Object.fromEntries(
    firestoreMethods.map(method => {
      const handle = (call: Downstream): void => {
        relay({ ...shared, call, method }).catch((error: unknown) => call.emit('error', error));
      };
      return [method, handle];
    }),
  );
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.bindAsync('127.0.0.1:0', ServerCredentials.createInsecure(), (error, port) => {
      if (error === null) resolve(port);
      else reject(error);
    });
  });
}
