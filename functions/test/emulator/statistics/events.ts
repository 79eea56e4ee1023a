import { z } from 'zod';
import { firestore } from '../../../src/platform/firestore.ts';
import { onCertificateWritten } from '../../../src/statistics/on-certificate-written.ts';
import { onEnrollmentWritten } from '../../../src/statistics/on-enrollment-written.ts';
import { onQuizAttemptWritten } from '../../../src/statistics/on-quiz-attempt-written.ts';
import { onSessionClosed } from '../../../src/statistics/on-session-closed.ts';

const triggers = [onEnrollmentWritten, onQuizAttemptWritten, onSessionClosed, onCertificateWritten];

type Data = Readonly<Record<string, unknown>> | undefined;

/** A change of a document, as Firestore tells its triggers. */
export interface Written {
  readonly path: string;
  readonly before: Data;
  readonly after: Data;
}

const Pattern = z.object({ eventFilterPathPatterns: z.object({ document: z.string() }) });

/** What of a path each `{name}` of a trigger's pattern stands for; undefined if the path is none of its own. */
function paramsOf({ pattern, path }: { pattern: string; path: string }) {
  const names = pattern.split('/');
  const parts = path.split('/');
  if (names.length !== parts.length) return undefined;
  const params: Record<string, string> = {};
  for (const [index, name] of names.entries()) {
    const part = parts[index] ?? '';
    if (name.startsWith('{')) params[name.slice(1, -1)] = part;
    else if (name !== part) return undefined;
  }
  return params;
}

const snapshot = (data: Data) => ({ data: () => data, get: (field: string) => data?.[field] });

/** Which triggers a change would start. */
export function triggersFor(path: string): readonly { readonly run: (written: Written) => Promise<void> }[] {
  return triggers.flatMap(trigger => {
    const { document: pattern } = Pattern.parse(trigger.__endpoint.eventTrigger).eventFilterPathPatterns;
    const params = paramsOf({ pattern, path });
    if (params === undefined) return [];
    return {
      run: async ({ before, after }: Written) => {
        const data = { before: snapshot(before), after: snapshot(after) };
        await Reflect.apply(trigger.run, trigger, [{ params, data }]);
      },
    };
  });
}

export async function deliver(written: Written): Promise<void> {
  for (const trigger of triggersFor(written.path)) await trigger.run(written);
}

/** Writes or deletes a document, and tells of it as an event that is yet to be delivered. */
export async function write(input: {
  readonly path: string;
  readonly data: object | undefined;
}): Promise<Written> {
  const doc = firestore().doc(input.path);
  const before = (await doc.get()).data();
  if (input.data === undefined) await doc.delete();
  else await doc.set({ ...input.data });
  return { path: input.path, before, after: (await doc.get()).data() };
}
