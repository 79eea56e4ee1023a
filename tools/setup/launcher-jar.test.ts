import { manifestAttribute } from './launcher-jar.ts';

function unwrap(text: string): string {
  return text.replaceAll('\r\n ', '').trimEnd();
}

test('a short attribute stays on one line', () => {
  expect(manifestAttribute({ name: 'Manifest-Version', value: '1.0' })).toBe('Manifest-Version: 1.0\r\n');
});

test.each([69, 70, 71, 140, 1_000])('no line of an attribute of %i bytes is over 72 bytes', length => {
  const value = 'x'.repeat(length - 'Class-Path: '.length);
  const text = manifestAttribute({ name: 'Class-Path', value });
  const lines = text.split('\r\n').slice(0, -1);
  expect(Math.max(...lines.map(line => Buffer.byteLength(`${line}\r\n`)))).toBeLessThanOrEqual(72);
  expect(lines.slice(1).every(line => line.startsWith(' '))).toBe(true);
  expect(unwrap(text)).toBe(`Class-Path: ${value}`);
});
