import { z } from 'zod';

/** Every document there is, by its path, with the moment it was last written. */
export type Snapshot = ReadonlyMap<string, string>;

const Row = z.object({
  document: z.object({ name: z.string(), updateTime: z.string() }).optional(),
});

/** All documents of all collections, without their fields. */
const EVERYTHING = {
  structuredQuery: {
    from: [{ allDescendants: true }],
    select: { fields: [{ fieldPath: '__name__' }] },
  },
};

interface Database {
  readonly firestoreHost: string;
  readonly projectId: string;
}

/** Cheap enough to be taken after every few requests: the emulator lists a thousand documents in some milliseconds. */
export async function takeSnapshot({ firestoreHost, projectId }: Database): Promise<Snapshot> {
  const root = `projects/${projectId}/databases/(default)/documents`;
  const response = await fetch(`http://${firestoreHost}/v1/${root}:runQuery`, {
    method: 'POST',
    headers: { authorization: 'Bearer owner', 'content-type': 'application/json' },
    body: JSON.stringify(EVERYTHING),
  });
  if (!response.ok) throw new Error(`the emulator lists no documents: ${response.status}`);
  const rows = z.array(Row).parse(await response.json());
  return new Map(
    rows.flatMap(({ document }) =>
      document === undefined ? [] : [[document.name.slice(root.length + 1), document.updateTime] as const],
    ),
  );
}

/** Paths of what was written, changed or deleted between the two. */
export function changesBetween({ before, after }: { before: Snapshot; after: Snapshot }): readonly string[] {
  const written = [...after].filter(([path, time]) => before.get(path) !== time).map(([path]) => path);
  const deleted = [...before.keys()].filter(path => !after.has(path));
  return [...written, ...deleted];
}

/** Where it is told that somebody tried and was refused: the one thing that a refusal may write. */
const isLog = (path: string): boolean => path.startsWith('auditLog/') || path.startsWith('auditChains/');

export const changesBesidesTheLog = (input: { before: Snapshot; after: Snapshot }): readonly string[] =>
  changesBetween(input).filter(path => !isLog(path));
