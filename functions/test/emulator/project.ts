import { randomUUID } from 'node:crypto';

/**
 * Gives a test file a project of its own in the emulator, so that files running side by side never meet.
 * To be called before anything connects.
 */
export function useOwnProject(name: string): string {
  if (process.env.FIRESTORE_EMULATOR_HOST === undefined)
    throw new Error('FIRESTORE_EMULATOR_HOST must name a running Firestore emulator');
  const projectId = `demo-${name}-${randomUUID().slice(0, 8)}`;
  process.env.GCLOUD_PROJECT = projectId;
  process.env.METADATA_SERVER_DETECTION = 'none';
  return projectId;
}
