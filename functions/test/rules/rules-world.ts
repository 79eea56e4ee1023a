import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import {
  initializeTestEnvironment,
  type RulesTestContext,
  type RulesTestEnvironment,
} from '@firebase/rules-unit-testing';
import { setLogLevel } from 'firebase/firestore';
import { openFirestore } from '../../src/platform/firestore.ts';
import type { Actor } from './actors.ts';
import type { Fields } from './path-access.ts';

/** A browser's Firestore: what it does is judged by the rules. */
export type Browser = ReturnType<RulesTestContext['firestore']>;

/** The rules, loaded into an emulator project that nobody else uses. */
export interface RulesWorld {
  /** Base address of this project in the emulator's own API. */
  readonly projectUrl: string;
  /** @returns the browser of that actor, always the same one. */
  as(actor: Actor): Browser;
  /** Writes as the server does: the rules do not apply. */
  put(path: string, fields: Fields): Promise<void>;
  remove(path: string): Promise<void>;
  /** @returns what lies there, or `undefined`, read past the rules. */
  read(path: string): Promise<Fields | undefined>;
  close(): Promise<void>;
}

interface Address {
  readonly host: string;
  readonly port: number;
}

/** @throws when no emulator is named: a rules test that skips itself would pass with the database wide open. */
function emulatorAddress(): Address {
  const address = process.env.FIRESTORE_EMULATOR_HOST ?? '';
  const [, host, port] = /^(.+):(\d+)$/.exec(address) ?? [];
  if (host === undefined || port === undefined) {
    throw new Error(
      `The rules tests need a Firestore emulator: FIRESTORE_EMULATOR_HOST is «${address}», not host:port. «npm test» starts one and sets it.`,
    );
  }
  return { host, port: Number(port) };
}

async function loadRules({ projectId, address }: { projectId: string; address: Address }) {
  const rules = await readFile(fileURLToPath(new URL('../../../firestore.rules', import.meta.url)), 'utf8');
  return initializeTestEnvironment({ projectId, firestore: { ...address, rules } });
}

function browsers(environment: RulesTestEnvironment): RulesWorld['as'] {
  const opened = new Map<Actor, Browser>();
  return actor => {
    const known = opened.get(actor);
    if (known !== undefined) return known;
    const context =
      actor === null
        ? environment.unauthenticatedContext()
        : environment.authenticatedContext(actor.uid, { ...actor.claims });
    const browser = context.firestore();
    opened.set(actor, browser);
    return browser;
  };
}

/** Opens a world of its own: the coverage report counts per project, and must count these tests alone. */
async function openRulesWorld(): Promise<RulesWorld> {
  // Refusals are what these tests are about; the SDK would report each as an error.
  setLogLevel('silent');
  const address = emulatorAddress();
  const projectId = `demo-rules-${randomUUID().slice(0, 13)}`;
  const host = `${address.host}:${address.port}`;
  const environment = await loadRules({ projectId, address });
  const server = openFirestore({ projectId, host });
  return {
    projectUrl: `http://${host}/emulator/v1/projects/${projectId}`,
    as: browsers(environment),
    put: async (path, fields) => {
      await server.doc(path).set(fields);
    },
    remove: async path => {
      await server.doc(path).delete();
    },
    read: async path => (await server.doc(path).get()).data(),
    close: async () => {
      await server.terminate();
      await environment.clearFirestore();
      await environment.cleanup();
    },
  };
}

/** Opens a world for the test file that calls this and closes it at the end. @returns the way to it. */
export function useRulesWorld(): () => RulesWorld {
  let opened: RulesWorld | undefined;
  beforeAll(async () => {
    opened = await openRulesWorld();
  });
  afterAll(() => opened?.close());
  return () => {
    if (opened === undefined) throw new Error('The rules were not loaded: see the first failure');
    return opened;
  };
}
