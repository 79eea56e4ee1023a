import { createRequire } from 'node:module';

type Sdk = typeof import('@google-cloud/firestore');
type Client = InstanceType<Sdk['Firestore']>;

// From the packages of functions/: the peers run on the very version that is deployed.
const fromFunctions = createRequire(new URL('../../functions/package.json', import.meta.url));
const sdk: Sdk = fromFunctions('@google-cloud/firestore');

export const { FieldValue } = sdk;

/** A client as it comes, with the SDK's own retries and deadlines: what the ways compared with would use. */
export const openDefaultClient = (): Client => new sdk.Firestore();
