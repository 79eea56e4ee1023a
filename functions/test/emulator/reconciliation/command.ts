import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import { text } from 'node:stream/consumers';

const root = path.join(__dirname, '../../../..');

/** The command as an operator starts it. */
export const start = ({ projectId, args }: { projectId: string; args: readonly string[] }) =>
  spawn(process.execPath, [
    path.join(root, 'scripts/reconcile.ts'),
    ...args,
    '--json',
    '--project',
    projectId,
  ]);

export interface Ended {
  readonly code: number | null;
  readonly lines: readonly Record<string, unknown>[];
  readonly err: string;
}

export async function ended(child: ReturnType<typeof start>): Promise<Ended> {
  const closed = closeOf(child);
  const [code, out, err] = await Promise.all([closed, text(child.stdout), text(child.stderr)]);
  const lines = out.split('\n').filter(line => line !== '');
  return { code, lines: lines.map(line => JSON.parse(line)), err };
}

export function closeOf(child: ChildProcess): Promise<number | null> {
  const closed = Promise.withResolvers<number | null>();
  child.on('close', closed.resolve);
  return closed.promise;
}

export const run = (input: Parameters<typeof start>[0]): Promise<Ended> => ended(start(input));
