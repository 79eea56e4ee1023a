import { newestCachedJar } from './firestore-emulator.ts';

test('the newest emulator in the cache is taken by number, not by letter', () => {
  const files = [
    'cloud-firestore-emulator-v1.9.9.jar',
    'cloud-firestore-emulator-v1.19.8.jar',
    'ui-v1.15.0.zip',
  ];
  expect(newestCachedJar(files)).toBe('cloud-firestore-emulator-v1.19.8.jar');
});

test('a half-finished download is no emulator', () => {
  expect(newestCachedJar(['cloud-firestore-emulator-v1.19.8.jar.part'])).toBeUndefined();
});
