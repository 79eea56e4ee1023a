import { randomUUID } from 'node:crypto';
import { roleDoc } from '../functions/src/accounts/store.ts';
import { audited } from '../functions/src/audit/audited.ts';
import { OPERATOR } from '../functions/src/audit/schema.ts';
import { Lanes, readDocument } from '../functions/src/commit/index.ts';
import { assignRoleCommand, roleBefore } from '../functions/src/people/assign-role.ts';
import { firestore } from '../functions/src/platform/firestore.ts';
import { Id, RequestId } from '../functions/src/platform/ids.ts';
import { reasons } from '../functions/src/platform/reasons.ts';
import { RefusalError } from '../functions/src/platform/refusal.ts';
import { type GrantArguments, readArguments, usage } from './grant-role/arguments.ts';
import { printChange, printFailure } from './grant-role/output.ts';

/** Exit codes: what a caller's script branches on. */
const exits = { done: 0, refused: 1, usage: 2 } as const;

async function main(): Promise<number> {
  const parsed = readArguments({ argv: process.argv.slice(2), environment: process.env });
  if (parsed.kind === 'help') {
    console.log(usage);
    return exits.done;
  }
  if (parsed.kind === 'wrong') {
    console.error(`${parsed.problem}\n\n${usage}`);
    return exits.usage;
  }
  return run(parsed.arguments);
}

async function run(args: GrantArguments): Promise<number> {
  process.env.GCLOUD_PROJECT = args.projectId;
  // An emulator asks for no credentials, so none are looked for on the network.
  if (process.env.FIRESTORE_EMULATOR_HOST !== undefined) process.env.METADATA_SERVER_DETECTION ??= 'none';
  const lanes = new Lanes({ target: { projectId: args.projectId } });
  try {
    const from = (await readDocument(roleDoc(args.userId)))?.role ?? 'student';
    if (args.mode === 'apply') await grant({ lanes, args });
    printChange({ args, from });
    return exits.done;
  } catch (error) {
    printFailure({ args, message: messageOf(error) });
    return exits.refused;
  } finally {
    await lanes.close();
    await firestore().terminate();
  }
}

/** Written as `setRole` writes it, told in the audit log in the same commit; the functions mirror it into the claims. */
async function grant({ lanes, args }: { lanes: Lanes; args: GrantArguments }): Promise<void> {
  const { userId, role, reason } = args;
  const request = { requestId: RequestId.parse(randomUUID()), userId, reason };
  const command = assignRoleCommand({ uid: Id.parse(OPERATOR), role, ...request });
  const act = { uid: OPERATOR, roles: [], action: 'grantRole', request, before: roleBefore(userId) } as const;
  await lanes.submit(audited(command, act));
}

function messageOf(error: unknown): string {
  if (error instanceof RefusalError) return reasons[error.refusal.reason].message;
  return error instanceof Error ? error.message : String(error);
}

process.exitCode = await main();
