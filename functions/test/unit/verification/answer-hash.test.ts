import { systemChance } from '../../../src/platform/chance.ts';
import {
  currentParameters,
  digestOfAnswers,
  hashAnswer,
  hashLoad,
  isOutdated,
  matchesAnswer,
} from '../../../src/verification/answer-hash.ts';
import { HashedAnswer } from '../../../src/verification/schema.ts';

const quick = { cost: 2 ** 4, blockSize: 8, parallelization: 1 };
const hashed = (answer: string, salt = systemChance.secret()) =>
  hashAnswer({ answer, salt, parameters: quick });

describe('a hashed answer', () => {
  it('is known again however it is typed, and no other answer is', async () => {
    const stored = await hashed('José’s Dog');
    expect(await matchesAnswer({ answer: ' JOSES  dog', hashed: stored })).toBe(true);
    for (const answer of ['joses cat', '', 'joses dogs'])
      expect(await matchesAnswer({ answer, hashed: stored })).toBe(false);
  });

  it('tells nothing: no answer in it, and no two hashes or salts alike', async () => {
    const answers = await Promise.all(Array.from({ length: 50 }, () => hashed('Rex')));
    for (const kind of ['salt', 'hash'] as const)
      expect(new Set(answers.map(answer => answer[kind])).size).toBe(50);
    expect(JSON.stringify(answers).toLowerCase()).not.toContain('"rex"');
  });

  it('fits what is stored, and with today’s parameters takes 16 MiB', async () => {
    const stored = await hashAnswer({ answer: 'Rex', salt: systemChance.secret() });
    expect(HashedAnswer.parse(stored)).toEqual(stored);
    expect(128 * stored.cost * stored.blockSize).toBe(16 * 2 ** 20);
    expect(isOutdated(stored)).toBe(false);
    expect(await matchesAnswer({ answer: 'rex', hashed: stored })).toBe(true);
  });

  it('of older parameters is still known, and is worth hashing again', async () => {
    const stored = await hashed('Rex');
    expect(isOutdated(stored)).toBe(true);
    expect(await matchesAnswer({ answer: 'Rex', hashed: stored })).toBe(true);
    const parameters = { ...currentParameters, parallelization: 1 };
    expect(isOutdated(await hashAnswer({ answer: 'Rex', salt: 'salt', parameters }))).toBe(true);
  });

  it('a stored hash that was cut short matches nothing', async () => {
    const stored = await hashed('Rex');
    for (const hash of ['', stored.hash.slice(0, -4)])
      expect(await matchesAnswer({ answer: 'Rex', hashed: { ...stored, hash } })).toBe(false);
  });

  it('eighty requests at once never work on more than three, and all are served', async () => {
    hashLoad.most = 0;
    const results = await Promise.all(
      Array.from({ length: 80 }, async (_, index) => {
        if (index % 7 === 0)
          return hashAnswer({ answer: 'x', salt: 's', parameters: { ...quick, cost: 3 } }).catch(() => 'bad');
        return hashed(`answer ${index}`);
      }),
    );
    expect(results.filter(result => result === 'bad')).toHaveLength(12);
    expect(hashLoad).toEqual({ working: 0, most: 3 });
  });
});

describe('the digest that a receipt keeps of answers', () => {
  const digest = (answers: Record<string, string>, who = 'student-1', requestId = 'request-1') =>
    digestOfAnswers({ userId: who, requestId, answers });

  it('is the same for the same answers, in any order and however they are typed', async () => {
    const [one, other] = await Promise.all([
      digest({ a: 'Rex', b: 'Elm Street' }),
      digest({ b: 'elm  STREET', a: 'rex' }),
    ]);
    expect(other).toBe(one);
  });

  it('is another for other answers, another student and another request', async () => {
    const digests = await Promise.all([
      digest({ a: 'Rex', b: 'Max' }),
      digest({ a: 'Max', b: 'Rex' }),
      digest({ a: 'Rex' }),
      digest({ a: 'Rex', b: 'Max' }, 'student-2'),
      digest({ a: 'Rex', b: 'Max' }, 'student-1', 'request-2'),
    ]);
    expect(new Set(digests).size).toBe(5);
  });
});
