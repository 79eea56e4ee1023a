import { crc32 } from 'node:zlib';

const versionNeeded = 20;
/** 1980-01-01, the first day the format knows: the same input always gives the same bytes. */
const dosDate = 0x21;

type Entry = { name: string; content: Buffer };

// The eleven fields that the entry's own header and the directory at the end of the file have in common.
function commonFields(entry: Entry): Buffer {
  const nameLength = Buffer.byteLength(entry.name);
  const fields = Buffer.alloc(26);
  fields.writeUInt16LE(versionNeeded, 0);
  fields.writeUInt16LE(dosDate, 8);
  fields.writeUInt32LE(crc32(entry.content), 10);
  fields.writeUInt32LE(entry.content.length, 14);
  fields.writeUInt32LE(entry.content.length, 18);
  fields.writeUInt16LE(nameLength, 22);
  return fields;
}

function localHeader(entry: Entry): Buffer {
  return Buffer.concat([Buffer.from('PK\x03\x04'), commonFields(entry), Buffer.from(entry.name)]);
}

function directoryRecord(entry: Entry): Buffer {
  const madeBy = Buffer.from([versionNeeded, 0]);
  // Comment length, disk number, two attribute fields and the header's offset, which is 0: one entry only.
  const rest = Buffer.alloc(14);
  return Buffer.concat([
    Buffer.from('PK\x01\x02'),
    madeBy,
    commonFields(entry),
    rest,
    Buffer.from(entry.name),
  ]);
}

function endRecord(input: { directorySize: number; directoryOffset: number }): Buffer {
  const fields = Buffer.alloc(18);
  fields.writeUInt16LE(1, 4);
  fields.writeUInt16LE(1, 6);
  fields.writeUInt32LE(input.directorySize, 8);
  fields.writeUInt32LE(input.directoryOffset, 12);
  return Buffer.concat([Buffer.from('PK\x05\x06'), fields]);
}

/** A zip file with one uncompressed entry: enough for a jar that holds only a manifest. */
export function storedZip(entry: Entry): Buffer {
  const header = localHeader(entry);
  const directory = directoryRecord(entry);
  const directoryOffset = header.length + entry.content.length;
  const end = endRecord({ directorySize: directory.length, directoryOffset });
  return Buffer.concat([header, entry.content, directory, end]);
}
