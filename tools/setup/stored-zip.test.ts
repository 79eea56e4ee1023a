import { crc32 } from 'node:zlib';
import { storedZip } from './stored-zip.ts';

const content = Buffer.from('Main-Class: a.B\r\n');
const zip = storedZip({ name: 'META-INF/MANIFEST.MF', content });

test('the end record points at the directory, and the directory at the entry', () => {
  const end = zip.length - 22;
  expect(zip.readUInt32LE(end)).toBe(0x06054b50);
  expect(zip.readUInt16LE(end + 10)).toBe(1);
  const directory = zip.readUInt32LE(end + 16);
  expect(zip.readUInt32LE(directory)).toBe(0x02014b50);
  expect(zip.readUInt32LE(end + 12)).toBe(end - directory);
  expect(zip.readUInt32LE(directory + 42)).toBe(0);
  expect(zip.readUInt32LE(0)).toBe(0x04034b50);
});

test('the entry is stored uncompressed with its size and checksum', () => {
  expect(zip.readUInt16LE(8)).toBe(0);
  expect(zip.readUInt32LE(14)).toBe(crc32(content));
  expect(zip.readUInt32LE(18)).toBe(content.length);
  expect(zip.readUInt32LE(22)).toBe(content.length);
  const start = 30 + zip.readUInt16LE(26) + zip.readUInt16LE(28);
  expect(zip.subarray(start, start + content.length)).toEqual(content);
});

test('the same input gives the same bytes', () => {
  expect(storedZip({ name: 'META-INF/MANIFEST.MF', content })).toEqual(zip);
});
