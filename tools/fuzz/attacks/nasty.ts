import type { AttackClass } from './attack.ts';

/** A JSON value as it stands in a body: text, since some of these no serializer would write. */
export interface Nasty {
  readonly attackClass: AttackClass;
  readonly json: string;
}

const of =
  (attackClass: AttackClass) =>
  (json: string): Nasty => ({ attackClass, json });
const text = (value: string): string => JSON.stringify(value);
const wrapped = (kind: string, value: string): string =>
  `{"@type":"type.googleapis.com/google.protobuf.${kind}","value":${value}}`;

/** No segment of a path, whatever its field is called. */
export const noIds: readonly Nasty[] = [
  ...['..', '.', 'a/b', '/', '../x', 'a/../b', '__x__', '__proto__', '%2F', '%2e%2e', 'a\\b'],
  ...['users/other', 'a b', ' ', 'a.b', 'a:b', '😀', 'ａｂ', 'a\u0000b', 'a\nb', '\u202Ea', 'é'],
]
  .map(text)
  .map(of('path trick'));

export const emptyText: Nasty = { attackClass: 'empty', json: '""' };

export const tooLong = (maxLength: number): Nasty => ({
  attackClass: 'too long',
  json: text('x'.repeat(maxLength + 1)),
});

/** Of a schema's type, what is none of it. `undefined` type: anything goes. */
export const noText: readonly Nasty[] = [
  ...['12', 'true', '[]', '{}', '["a"]', '{"a":1}'].map(of('wrong type')),
  of('no number')('1e999'),
  of('wrapped number')(wrapped('Int64Value', '"12"')),
];

export const noInteger: readonly Nasty[] = [
  ...['"12"', 'true', '[]', '{}', '[1]', '"0x1f"', '"one"'].map(of('wrong type')),
  ...['1e999', '-1e999', '"NaN"', '"Infinity"'].map(of('no number')),
  ...['0.5', '1e21', '-1e21', '9007199254740993', '-9007199254740993'].map(of('out of range')),
  ...[wrapped('Int64Value', '"Infinity"'), wrapped('Int64Value', '"abc"'), wrapped('UInt64Value', '{}')].map(
    of('wrapped number'),
  ),
  of('wrapped number')('{"@type":"type.googleapis.com/google.protobuf.DoubleValue","value":1}'),
];

export const noNumber: readonly Nasty[] = noInteger.filter(
  ({ attackClass }) => attackClass !== 'out of range',
);

export const noBoolean: readonly Nasty[] = ['0', '1', '"true"', '"false"', '[]', '{}', '""'].map(
  of('wrong type'),
);
export const noList: readonly Nasty[] = ['{}', '"a"', '1', '{"0":{},"length":1}', 'true'].map(
  of('wrong type'),
);
export const noObject: readonly Nasty[] = ['[]', '"a"', '1', 'true', '[{}]'].map(of('wrong type'));
export const nothing: Nasty = { attackClass: 'wrong type', json: 'null' };

/** Names that must not get into any object. */
export const prototypeNames = ['__proto__', 'constructor', 'prototype'] as const;

/** Text that people could have written, and nothing may stumble over. */
export const strangeTexts: readonly string[] = [
  '\u0000',
  'a\u0000b',
  '\uFEFFtext',
  '\u202Eright to left',
  'Zalgơ̴̡̢̛͈̩̺̼̦̙̳͇͓̭̎̍̈́͗̿',
  '👨‍👩‍👧‍👦',
  '𝔸𝕟𝕒',
  'ﷺ',
  'İıſK',
  '\u2028\u2029',
  '{{7*7}}#{7*7}<%=7*7%>',
  '<script>alert(1)</script>',
  "' OR 1=1 --",
  '=HYPERLINK("http://a")',
  '%s%n%x',
  'constructor',
  'toString',
];
/** Half of a surrogate pair is no text: as JSON, since a string of JavaScript would be mended on the way. */
export const brokenText = '"a\\ud800b"';
