import { createHash } from 'node:crypto';

/** Names this system's statements; made once, never changed: another one would double every record store. */
const NAMESPACE = '5b0cbe0f-8a0e-4d5b-9d57-2f1f0f1f6c1e';

/** A UUID (RFC 9562, version 5) that follows from the name alone: exporting twice makes the same statements. */
export function uuidFor(name: string): string {
  const namespace = Buffer.from(NAMESPACE.replaceAll('-', ''), 'hex');
  const bytes = createHash('sha1').update(namespace).update(name).digest().subarray(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x50;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
