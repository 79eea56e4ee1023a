import { startFirestore } from '../stack/firestore.ts';
import type { ProjectName } from './arguments.ts';

export type Emulators = { env: NodeJS.ProcessEnv; stop: () => Promise<void> };

/** Unit tests need none; all other groups talk to a Firestore emulator. */
export function needsEmulators(projects: readonly ProjectName[]): boolean {
  return projects.some(project => project !== 'unit');
}

/** Starts what the tests talk to; `env` tells them where it is. */
export async function startEmulators(): Promise<Emulators> {
  const projectId = 'demo-seatbelt';
  const firestore = await startFirestore({ projectId });
  const env = {
    FIRESTORE_EMULATOR_HOST: firestore.host,
    GCLOUD_PROJECT: projectId,
    // Without it Google's libraries look for a metadata server and wait for its answer.
    METADATA_SERVER_DETECTION: 'none',
  };
  return { env, stop: firestore.stop };
}
