import { isFromInstance, isToInstance, shareWork } from './protocol.ts';

const work = { run: 'r1', courseId: 'course', userId: 'student', first: 100, count: 1_000 };

const indexesOf = (shares: readonly { first: number; count: number }[]) =>
  shares.flatMap(({ first, count }) => Array.from({ length: count }, (_, offset) => first + offset));

test.each([1, 3, 4, 7])('%p processes do all of the work, and none of it twice', instances => {
  const shares = shareWork({ work, instances });
  expect(shares).toHaveLength(instances);
  expect(indexesOf(shares)).toEqual(Array.from({ length: 1_000 }, (_, offset) => 100 + offset));
});

test('a single call goes to a single process', () => {
  const counts = shareWork({ work: { ...work, count: 1 }, instances: 4 }).map(share => share.count);
  expect(counts.toSorted()).toEqual([0, 0, 0, 1]);
});

test('a message of anything else is not taken for one of ours', () => {
  expect(isToInstance({ kind: 'go' })).toBe(true);
  expect(isToInstance({ kind: 'ready' })).toBe(false);
  expect(isFromInstance({ kind: 'ready' })).toBe(true);
  expect([null, 'go', 1, {}, { kind: 1 }].some(isToInstance)).toBe(false);
});
