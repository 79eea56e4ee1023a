import {
  type HostileInstance,
  startHostileInstance,
} from '../../../../tools/fuzz/instance/hostile-instance.ts';
import { Sender } from '../../../../tools/fuzz/send.ts';
import { openWorld, type World } from '../../../../tools/fuzz/world/world.ts';
import { useOwnProject } from '../project.ts';

/** The functions in the manner of production, in a process of their own, and a school for them. */
export interface HostileWorld extends World {
  readonly instance: HostileInstance;
  readonly sender: Sender;
}

/** For the calling test file: started before its first test, ended after its last. */
export function useHostileWorld(name: string): () => HostileWorld {
  const projectId = useOwnProject(name);
  let opened: HostileWorld | undefined;
  beforeAll(async () => {
    const firestoreHost = process.env.FIRESTORE_EMULATOR_HOST ?? '';
    const instance = await startHostileInstance({ projectId, firestoreHost });
    opened = { ...(await openWorld(instance)), instance, sender: new Sender(instance) };
  });
  afterAll(async () => {
    opened?.sender.close();
    await opened?.close();
    await opened?.instance.stop();
  });
  return () => {
    if (opened === undefined) throw new Error('The instance did not start: see the first failure.');
    return opened;
  };
}
