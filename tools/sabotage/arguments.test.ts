import { parseArguments } from './arguments.ts';
import { damages } from './damages.ts';

const parse = (...args: string[]) => parseArguments({ args, damages });

test('without a name all damages are done, and the run counts as whole', () => {
  expect(parse()).toEqual({ kind: 'run', damages, isWhole: true });
});

test('some may be named; that is no whole run', () => {
  expect(parse('guard-left-out', 'blind-increment')).toMatchObject({
    damages: [{ name: 'blind-increment' }, { name: 'guard-left-out' }],
    isWhole: false,
  });
});

test('a name that is no damage is refused, since it would prove nothing', () => {
  expect(parse('lock-not-taken')).toMatchObject({
    kind: 'invalid',
    message: expect.stringContaining('there is no damage "lock-not-taken"'),
  });
  expect(parse('--lst').kind).toBe('invalid');
});

test('the list and the help come before any work', () => {
  expect(parse('--list')).toEqual({ kind: 'list' });
  expect(parse('--help', '--list')).toEqual({ kind: 'help' });
});
