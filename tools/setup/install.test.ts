import { lastNpmError, matchesLockfile } from './install.mjs';

const lockfile = {
  packages: {
    '': {},
    'node_modules/zod': { version: '4.6.7' },
    'node_modules/only-mac': { version: '1.0.0', optional: true },
  },
};

test('packages that npm installed from this lockfile are not installed again', () => {
  expect(
    matchesLockfile({ installed: { packages: { 'node_modules/zod': { version: '4.6.7' } } }, lockfile }),
  ).toBe(true);
});

test.each([
  [{}],
  [{ 'node_modules/zod': { version: '4.6.6' } }],
  [{ 'node_modules/zod': { version: '4.6.7' }, 'node_modules/stray': { version: '1.0.0' } }],
])('packages that differ from the lockfile are installed again: %j', packages => {
  expect(matchesLockfile({ installed: { packages }, lockfile })).toBe(false);
});

test('the reason npm gives is told from its codes and its log path', () => {
  const output = [
    'npm warn deprecated glob@7.2.3',
    'npm error code ENOTFOUND',
    'npm error network request to https://registry.npmjs.org/zod failed',
    'npm error A complete log of this run can be found in: /root/.npm/_logs/x-debug-0.log',
  ].join('\n');
  expect(lastNpmError(output)).toBe('npm error network request to https://registry.npmjs.org/zod failed');
});

test('an npm that said nothing gives no reason', () => {
  expect(lastNpmError('')).toBeNull();
});
