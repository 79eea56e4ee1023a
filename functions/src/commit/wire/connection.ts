import { FirestoreClient } from '@google-cloud/firestore-api';
import { grpc } from 'google-gax';
import type { FirestoreTarget } from '../../platform/firestore.ts';

export interface Connection {
  readonly client: FirestoreClient;
  /** `projects/P/databases/(default)`. */
  readonly database: string;
  /** Sent with every call. */
  readonly headers: Readonly<Record<string, string>>;
}

/** Where Firestore is: what the caller names, else the emulator of the environment, else production. */
export async function connect(target: FirestoreTarget): Promise<Connection> {
  const host = target.host ?? process.env.FIRESTORE_EMULATOR_HOST;
  const client = host === undefined ? new FirestoreClient() : emulatorClient(host);
  const projectId = target.projectId ?? process.env.GCLOUD_PROJECT ?? (await client.getProjectId());
  const database = `projects/${projectId}/databases/(default)`;
  const resource = { 'google-cloud-resource-prefix': database };
  // The emulator takes any caller for the owner who says so.
  return {
    client,
    database,
    headers: host === undefined ? resource : { ...resource, Authorization: 'Bearer owner' },
  };
}

function emulatorClient(host: string): FirestoreClient {
  const [servicePath, port] = host.split(':');
  return new FirestoreClient({
    servicePath: servicePath ?? '127.0.0.1',
    port: Number(port),
    sslCreds: grpc.credentials.createInsecure(),
  });
}
