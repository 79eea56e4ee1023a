import { rootDir } from '../setup/paths.mjs';
import { functionSecrets } from '../stack/settings.ts';
import type { Cast } from './callers.ts';
import { KEY_CANARY } from './world/catalog.ts';

/** Nothing that a client is told looks like this. */
const insides: readonly (readonly [string, RegExp])[] = [
  ['a stack', /\bat [\w.<>[\] ]+ \(?\S+:\d+:\d+/],
  ['a file of the server', /node_modules|\/(?:src|lib)\/\w|file:\/\//],
  ['a place in the code', /\.[cm]?[jt]s:\d+/],
  ['a library’s name', /firebase-admin|@google-cloud|grpc|ZodError|jsonwebtoken|body-parser/i],
  ['a hash or a salt', /hash-canary|salt-canary/],
  ['a key', /-----BEGIN|sk_test_|whsec_|token-of-the-metadata-double/],
  ['markup that was sent', /<script>alert/],
];

const secrets = [...Object.values(functionSecrets), KEY_CANARY, rootDir];

/**
 * What an answer holds that it must not, in a few words. What is the caller's own may be in an answer that succeeds,
 * nobody's in a refusal.
 */
export function leaksIn({
  text,
  cast,
  isRefusal,
}: {
  text: string;
  cast: Cast;
  isRefusal: boolean;
}): readonly string[] {
  const { owner, classmate } = cast;
  const others = [classmate.canary, classmate.beaconSecret, owner.beaconHash, classmate.beaconHash];
  const hidden = isRefusal ? [...others, owner.canary, owner.beaconSecret] : others;
  const patterns = insides.filter(([, pattern]) => pattern.test(text)).map(([what]) => what);
  const found = [...secrets, ...hidden].filter(secret => text.includes(secret));
  return [...patterns, ...found.map(secret => `«${secret}»`)];
}
