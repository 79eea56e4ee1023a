import { createHash, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto';
import { normalizeAnswer } from './normalize-answer.ts';
import type { HashedAnswer } from './schema.ts';

export type HashParameters = Pick<HashedAnswer, 'cost' | 'blockSize' | 'parallelization'>;

/** 16 MiB and five passes each, one of the settings that OWASP's Password Storage Cheat Sheet takes for equal. */
export const currentParameters: HashParameters = { cost: 2 ** 14, blockSize: 8, parallelization: 5 };

/** Of each hash, in bytes. */
const HASH_BYTES = 32;

/**
 * How many hashes an instance works on at once; more wait. Three take 48 MiB, however many of its 80 requests come
 * together, and leave one of Node's four threads to name look-ups.
 */
const MAX_AT_ONCE = 3;

/** Hashes that work and wait at this moment, and the most that ever worked: for tests. */
export const hashLoad = { working: 0, most: 0 };
const waiting: (() => void)[] = [];

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (hashLoad.working >= MAX_AT_ONCE) await new Promise<void>(resolve => waiting.push(resolve));
  else hashLoad.working += 1;
  hashLoad.most = Math.max(hashLoad.most, hashLoad.working);
  try {
    return await work();
  } finally {
    const next = waiting.shift();
    // The place is handed on, not given up, or one who comes just now would make it four.
    if (next === undefined) hashLoad.working -= 1;
    else next();
  }
}

interface Derivation extends HashParameters {
  readonly text: string;
  readonly salt: string;
}

const derive = (input: Derivation): Promise<Buffer> => inTurn(() => scryptOf(input));

function scryptOf({ text, salt, cost, blockSize, parallelization }: Derivation): Promise<Buffer> {
  const options: ScryptOptions = {
    cost,
    blockSize,
    parallelization,
    maxmem: 128 * blockSize * (cost + parallelization + 2),
  };
  return new Promise((resolve, reject) => {
    scrypt(text, salt, HASH_BYTES, options, (error, key) => (error === null ? resolve(key) : reject(error)));
  });
}

/** @param salt new for each answer, from `Chance` */
export async function hashAnswer({
  answer,
  salt,
  parameters = currentParameters,
}: {
  answer: string;
  salt: string;
  parameters?: HashParameters;
}): Promise<HashedAnswer> {
  const { cost, blockSize, parallelization } = parameters;
  const hash = await derive({ text: normalizeAnswer(answer), salt, cost, blockSize, parallelization });
  return {
    algorithm: 'scrypt',
    cost,
    blockSize,
    parallelization,
    salt,
    hash: hash.toString('base64url'),
  };
}

/** Whether the answer is the registered one, with the parameters it was hashed with, in constant time. */
export async function matchesAnswer({
  answer,
  hashed,
}: {
  answer: string;
  hashed: HashedAnswer;
}): Promise<boolean> {
  const given = await derive({ ...hashed, text: normalizeAnswer(answer) });
  const stored = Buffer.from(hashed.hash, 'base64url');
  return given.length === stored.length && timingSafeEqual(given, stored);
}

/** Whether it was hashed with other parameters than those of today, and is worth hashing again. */
export const isOutdated = ({ cost, blockSize, parallelization }: HashParameters): boolean =>
  cost !== currentParameters.cost ||
  blockSize !== currentParameters.blockSize ||
  parallelization !== currentParameters.parallelization;

/**
 * What a receipt keeps of answers, so that a retry is known for one. It must be the same for the same answers, so
 * its salt cannot be random; but it is unlike any other, since it is made of the one who asks and the request's id.
 * It takes as long to guess as the stored hashes, and all answers of a request at once. A plain SHA-256 would give
 * away the name of a pet to whoever tries a list of names.
 */
export async function digestOfAnswers({
  userId,
  requestId,
  answers,
}: {
  userId: string;
  requestId: string;
  /** By question id, or one under a name of the caller's choosing. */
  answers: Readonly<Record<string, string>>;
}): Promise<string> {
  const normalized = Object.entries(answers).map(([id, answer]) => [id, normalizeAnswer(answer)] as const);
  const text = JSON.stringify(normalized.sort(([a], [b]) => (a < b ? -1 : 1)));
  const salt = createHash('sha256').update(`seatbelt-answers:${userId}/${requestId}`).digest('base64url');
  return (await derive({ text, salt, ...currentParameters })).toString('base64url');
}
