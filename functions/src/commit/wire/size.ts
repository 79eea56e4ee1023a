import type { DocumentData } from '../document.ts';

/** Kind and length of what is inside something else: a byte or two, and up to five for the length. */
const FRAME = 7;
/** The longest of what has no length of its own: an instant, as seconds and nanoseconds. */
const SCALAR = 24;
/** The database's name before the path, the precondition, and the frames around them. */
const WRITE = 200;

/**
 * How many bytes a write takes on the wire at most. Adding up is a fraction of the work of encoding, and it is never
 * too little: a commit that is larger than Firestore takes fails with all the commands that share it.
 */
export function writeBytesAtMost({ path, fields }: { path: string; fields: DocumentData }): number {
  let bytes = WRITE + Buffer.byteLength(path) + mapBytes(fields);
  // An update names its fields once more.
  for (const field in fields) bytes += FRAME + Buffer.byteLength(field);
  return bytes;
}

function mapBytes(data: object): number {
  let bytes = 0;
  for (const field of Object.keys(data))
    bytes += 3 * FRAME + Buffer.byteLength(field) + valueBytes(Reflect.get(data, field));

  return bytes;
}

function valueBytes(value: unknown): number {
  if (typeof value === 'string') return FRAME + Buffer.byteLength(value);
  if (typeof value !== 'object' || value === null || value instanceof Date) return SCALAR;
  if (!Array.isArray(value)) return FRAME + mapBytes(value);
  return value.reduce((bytes: number, item: unknown) => bytes + FRAME + valueBytes(item), FRAME);
}
