import { lanes, readDocument } from '../../../src/commit/index.ts';
import { firestore } from '../../../src/platform/firestore.ts';
import type { Id } from '../../../src/platform/ids.ts';
import { log } from '../../../src/platform/log.ts';
import { normalizeAnswer } from '../../../src/verification/normalize-answer.ts';
import { verificationProfileDoc } from '../../../src/verification/store.ts';
import { useOwnProject } from '../project.ts';
import {
  answering,
  asked,
  everythingStored,
  learner,
  newAdmin,
  registeredAnswers,
  registering,
  resetting,
  rightAnswer,
} from './checks.ts';

useOwnProject('secrecy');

afterAll(async () => {
  await lanes().close();
  await firestore().terminate();
});

const nearMiss = 'Rex the Fourth';
const secrets = [...Object.values(registeredAnswers), rightAnswer, nearMiss].flatMap(each => [
  each.trim().toLowerCase(),
  normalizeAnswer(each),
]);

/** An error as a careless log would print it. */
const plainError = (_: string, value: unknown) =>
  value instanceof Error ? { ...value, message: value.message, stack: value.stack } : value;

async function hashesOf(userId: Id): Promise<readonly string[]> {
  const profile = await readDocument(verificationProfileDoc(userId));
  return Object.values(profile?.answers ?? {}).flatMap(({ hash, salt }) => [hash, salt]);
}

describe('answers to personal questions', () => {
  it('stand in no document, no answer and no log line; their hashes only where nobody reads them', async () => {
    const printed: string[] = [];
    const note = (...said: unknown[]) => void printed.push(JSON.stringify(said, plainError));
    const spies = [
      ...(['info', 'warn', 'error'] as const).map(level => jest.spyOn(log, level).mockImplementation(note)),
      ...(['log', 'info', 'warn', 'error'] as const).map(level =>
        jest.spyOn(console, level).mockImplementation(note),
      ),
    ];
    const [key, other, admin] = [await learner(), await learner(), await newAdmin()];
    const answers: unknown[] = [];
    try {
      answers.push(await registering(key), await registering(other));
      answers.push(await answering(key, await asked(key)));
      answers.push(await answering(key, await asked(key), { answer: nearMiss }));
      answers.push(await registering(key).catch(error => JSON.stringify(error, plainError)));
      answers.push(await resetting(admin, other));
    } finally {
      for (const spy of spies) spy.mockRestore();
    }
    const hashes = await hashesOf(key.userId);
    expect(hashes).toHaveLength(4);
    const stored = await everythingStored();
    const told = [JSON.stringify(answers), printed.join('\n')];
    for (const text of [stored, ...told]) {
      expect(text.length).toBeGreaterThan(100);
      for (const secret of secrets) expect(text.toLowerCase()).not.toContain(secret);
    }
    for (const hash of hashes) {
      // Once: in the profile.
      expect(stored.split(hash)).toHaveLength(2);
      expect(told.join()).not.toContain(hash);
    }
    expect(JSON.stringify(answers)).not.toContain(other.userId);
  });
});
