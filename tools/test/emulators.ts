import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { rootDir } from '../setup/paths.mjs';
import { startAuth } from '../stack/emulators.ts';
import { startFirestore } from '../stack/firestore.ts';
import { emulatorEnvironment, localProjectId } from '../stack/settings.ts';
import type { ProjectName } from './arguments.ts';

export type Emulators = { env: NodeJS.ProcessEnv; stop: () => Promise<void> };

/** Unit tests need none, and a browser comes with a stack of its own; all other groups talk to a Firestore emulator. */
export function needsEmulators(projects: readonly ProjectName[]): boolean {
  return projects.some(project => project !== 'unit' && project !== 'browser');
}

// The Auth emulator takes ten seconds of a core to start, so only tests that ask for its address get one.
function needsAuth(projects: readonly ProjectName[]): boolean {
  const files = projects.flatMap(project => globSync(`functions/test/${project}/**/*.ts`, { cwd: rootDir }));
  return files.some(file =>
    readFileSync(path.join(rootDir, file), 'utf8').includes('FIREBASE_AUTH_EMULATOR_HOST'),
  );
}

/** Starts what the tests of these groups talk to; `env` tells them where it is. */
export async function startEmulators(projects: readonly ProjectName[]): Promise<Emulators> {
  const projectId = localProjectId;
  const starting = {
    firestore: startFirestore({ projectId }),
    auth: needsAuth(projects) ? startAuth({ projectId }) : undefined,
  };
  const started = await Promise.allSettled([starting.firestore, starting.auth]);
  const stop = async () => {
    for (const each of started) if (each.status === 'fulfilled') await each.value?.stop();
  };
  try {
    const [firestore, auth] = await Promise.all([starting.firestore, starting.auth]);
    const authHost = auth === undefined ? {} : { authHost: auth.host };
    return { env: emulatorEnvironment({ projectId, firestoreHost: firestore.host, ...authHost }), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
