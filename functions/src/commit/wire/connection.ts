import { FirestoreClient } from '@google-cloud/firestore-api';
import { grpc } from 'google-gax';
import type { FirestoreTarget } from '../../platform/firestore.ts';

export interface Connection {
  /** The generated client's connection, with its address and credentials. */
  readonly stub: grpc.Client;
  /** `projects/P/databases/(default)`. */
  readonly database: string;
  /** Sent with every call. */
  readonly metadata: grpc.Metadata;
  close(): Promise<void>;
}

/** Where Firestore is: what the caller names, else the emulator of the environment, else production. */
export async function connect(target: FirestoreTarget): Promise<Connection> {
  const host = target.host ?? process.env.FIRESTORE_EMULATOR_HOST;
  const client = host === undefined ? new FirestoreClient() : emulatorClient(host);
  const projectId = target.projectId ?? process.env.GCLOUD_PROJECT ?? (await client.getProjectId());
  const database = `projects/${projectId}/databases/(default)`;
  const stub = await client.initialize();
  if (!(stub instanceof grpc.Client)) throw new Error('Firestore’s client speaks something else than gRPC.');
  const metadata = new grpc.Metadata();
  metadata.set('google-cloud-resource-prefix', database);
  // Firestore finds the database's servers by it, before it reads the request.
  metadata.set('x-goog-request-params', `database=${encodeURIComponent(database)}`);
  // The emulator takes any caller for the owner who says so.
  if (host !== undefined) metadata.set('Authorization', 'Bearer owner');
  return { stub, database, metadata, close: () => client.close() };
}

function emulatorClient(host: string): FirestoreClient {
  const [servicePath, port] = host.split(':');
  return new FirestoreClient({
    servicePath: servicePath ?? '127.0.0.1',
    port: Number(port),
    sslCreds: grpc.credentials.createInsecure(),
  });
}
