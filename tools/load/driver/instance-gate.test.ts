import { InstanceGate } from './instance-gate.ts';

const gateOf = (urls: string[], concurrency = 2) => new InstanceGate({ urls: () => urls, concurrency });

test('requests are shared evenly, and no instance gets more than its concurrency', async () => {
  const gate = gateOf(['a', 'b']);
  const slots = await Promise.all([gate.enter(), gate.enter(), gate.enter(), gate.enter()]);
  expect(slots.map(({ instanceUrl }) => instanceUrl).sort()).toEqual(['a', 'a', 'b', 'b']);
  const waiting = gate.enter();
  expect([gate.underWay, gate.waiting]).toEqual([4, 1]);
  slots[0]?.release();
  await waiting;
  expect([gate.underWay, gate.waiting]).toEqual([4, 0]);
});

test('an instance that gave no answer is avoided, unless there is no other', async () => {
  expect((await gateOf(['a', 'b']).enter({ avoid: 'a' })).instanceUrl).toBe('b');
  expect((await gateOf(['a']).enter({ avoid: 'a' })).instanceUrl).toBe('a');
});

test('while no instance runs requests wait for one to come', async () => {
  const urls: string[] = [];
  const gate = gateOf(urls);
  const waiting = gate.enter();
  urls.push('a');
  expect((await waiting).instanceUrl).toBe('a');
});
