import { protos } from '@google-cloud/firestore-api';
import fc from 'fast-check';
import { writeBytesAtMost } from '../../../src/commit/wire/size.ts';
import { encodeFields } from '../../../src/commit/wire/value.ts';

const { Write } = protos.google.firestore.v1;

/** Letters of one to four bytes, and everything else that a document may hold. */
const text = fc.string({ unit: 'grapheme' }).filter(value => value.isWellFormed());
const data = fc.letrec(tie => ({
  leaf: fc.oneof(
    text,
    fc.boolean(),
    fc.constant(null),
    fc.maxSafeInteger(),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.date({ noInvalidDate: true }),
  ),
  value: fc.oneof({ depthSize: 'small', maxDepth: 5 }, tie('leaf'), fc.array(tie('value')), tie('map')),
  map: fc.dictionary(
    text.filter(name => name !== '__proto__'),
    tie('value'),
  ),
})).map;

/** The longest project id that there may be. */
const database = `projects/${'p'.repeat(30)}/databases/(default)/documents/`;

function encodedBytes({ path, fields }: { path: string; fields: object }): number {
  const write = Write.fromObject({
    update: { name: database + path, fields: encodeFields(fields) },
    updateMask: { fieldPaths: Object.keys(fields) },
    currentDocument: { updateTime: { seconds: '253402300799', nanos: 999_999_999 } },
  });
  return Write.encode(write).finish().length;
}

describe('the bytes of a write', () => {
  it('are never more than what was counted', () => {
    fc.assert(
      fc.property(data, text, (document, path) => {
        const fields = Object.fromEntries(Object.entries(Object(document)));
        expect(encodedBytes({ path, fields })).toBeLessThanOrEqual(writeBytesAtMost({ path, fields }));
      }),
      { numRuns: 500 },
    );
  });

  it.each(['x', 'é', '語', '😀'])('are counted nearly as they are where text is most of them: %s', letter => {
    const written = { path: 'stripeEvents/evt_1', fields: { payload: letter.repeat(100_000) } };
    const bytes = encodedBytes(written);
    expect(writeBytesAtMost(written)).toBeGreaterThanOrEqual(bytes);
    expect(writeBytesAtMost(written)).toBeLessThan(bytes * 1.01);
  });
});
