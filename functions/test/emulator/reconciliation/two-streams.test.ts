import { firestore } from '../../../src/platform/firestore.ts';
import { closeStreamingFirestore, streamByName } from '../../../src/platform/stream-query.ts';
import { useOwnProject } from '../project.ts';

useOwnProject('two-streams');

afterAll(async () => {
  await closeStreamingFirestore();
  await firestore().terminate();
});

const COUNT = 120;

/** Far more than one connection takes of what nobody has read yet. */
async function fill(name: string): Promise<void> {
  const batch = firestore().batch();
  for (let number = 0; number < COUNT; number += 1)
    batch.create(firestore().collection(name).doc(), { text: 'x'.repeat(10_000) });
  await batch.commit();
}

const streamOf = (name: string) => streamByName({ query: client => client.collection(name), after: null });

async function countOf(stream: AsyncIterable<unknown>): Promise<number> {
  let count = 0;
  for await (const _ of stream) count += 1;
  return count;
}

test('a stream goes on while another one waits to be read', async () => {
  await Promise.all([fill('enrollments'), fill('entries')]);
  const waiting = streamOf('enrollments');
  await waiting.next();
  // As long as it takes until the other has filled what there is to fill.
  await new Promise(resolve => setTimeout(resolve, 300));
  expect(await countOf(streamOf('entries'))).toBe(COUNT);
  expect(await countOf(waiting)).toBe(COUNT - 1);
}, 20_000);
