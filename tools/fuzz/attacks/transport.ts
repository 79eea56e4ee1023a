import { deflateSync, gzipSync } from 'node:zlib';
import type { Sending } from '../send.ts';
import type { Attack, AttackClass, Expected } from './attack.ts';

/** A right request, whose carriage is tampered with. */
export interface Carriage {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Methods that are right here. */
  readonly methods: readonly string[];
  /** What must come of a body that is refused for what carries it. */
  readonly expected: Expected;
}

const KIB = 1_024;
const MIB = KIB * KIB;

interface Tampering {
  readonly attackClass: AttackClass;
  readonly what: string;
  readonly change: Partial<Sending>;
}

const contentTypes = [
  'text/plain',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  'application/xml',
  'application/json; charset=utf-16',
  'application/json; charset=nonsense',
  'application/octet-stream',
  'text/html',
  'application/jsonp',
  '',
  '/',
];

function typed({ headers }: Carriage): Tampering[] {
  const { 'content-type': _type, ...untyped } = headers;
  const declared = contentTypes.map(type => ({
    attackClass: 'content type' as const,
    what: `content-type: ${type}`,
    change: { headers: { ...untyped, 'content-type': type } },
  }));
  return [
    ...declared,
    { attackClass: 'content type', what: 'no content type', change: { headers: untyped } },
  ];
}

const otherMethods = ['GET', 'HEAD', 'PUT', 'PATCH', 'DELETE', 'TRACE', 'PROPFIND'];

const withMethod = ({ methods }: Carriage): Tampering[] =>
  otherMethods
    .filter(method => !methods.includes(method))
    .map(method => ({ attackClass: 'method', what: method, change: { method } }));

function oversized(): Tampering[] {
  const filled = (bytes: number): string => `{"data":{"reason":"${'x'.repeat(bytes)}"}}`;
  return [64 * KIB, MIB, 4 * MIB].map(bytes => ({
    attackClass: 'oversized body',
    what: `${bytes} bytes of text`,
    change: { body: filled(bytes) },
  }));
}

function truncated({ body }: Carriage): Tampering[] {
  const cuts = [1, Math.floor(body.length / 3), Math.floor(body.length / 2), body.length - 1];
  const odd = [
    '',
    '{"data":',
    '{"data":NaN}',
    `${body}${body}`,
    '\u0000',
    '[',
    '"',
    '{"data":{"a":1,}}',
    'null',
  ];
  return [...cuts.map(cut => body.slice(0, cut)), ...odd].map(text => ({
    attackClass: 'truncated body',
    what: `${text.length} characters: ${text.slice(-20)}`,
    change: { body: text },
  }));
}

function compressed({ headers, body }: Carriage): Tampering[] {
  const bomb = gzipSync(`{"data":{"reason":"${'x'.repeat(8 * MIB)}"}}`);
  const sent = (encoding: string, content: string | Buffer, what: string): Tampering => ({
    attackClass: 'compressed body',
    what,
    change: { headers: { ...headers, 'content-encoding': encoding }, body: content },
  });
  return [
    sent('gzip', body, 'said to be gzip, and is not'),
    sent('gzip', bomb, 'eight megabytes in eight kilobytes'),
    sent('gzip', gzipSync(body).subarray(0, 30), 'gzip cut short'),
    sent('br', body, 'said to be brotli, and is not'),
    sent('deflate', deflateSync(body).subarray(0, 20), 'deflate cut short'),
    sent('nonsense', body, 'an encoding that there is not'),
    sent('gzip, gzip', body, 'two encodings'),
  ];
}

function nested(): Tampering[] {
  const deep = (open: string, close: string, levels: number): string =>
    `{"data":${open.repeat(levels)}1${close.repeat(levels)}}`;
  return [
    ...[9, 100, 20_000].map(levels => deep('[', ']', levels)),
    ...[9, 100, 10_000].map(levels => deep('{"a":', '}', levels)),
  ].map(body => ({ attackClass: 'deep nesting', what: `${body.length} characters deep`, change: { body } }));
}

function wide(): Tampering[] {
  const fields = Array.from({ length: 101 }, (_, index) => `"f${index}":1`).join();
  return [
    { attackClass: 'huge array', what: '101 fields', change: { body: `{"data":{${fields}}}` } },
    {
      attackClass: 'huge array',
      what: '10,000 items',
      change: { body: `{"data":[${'0,'.repeat(10_000)}0]}` },
    },
    {
      attackClass: 'prototype',
      what: 'beside the data',
      change: { body: '{"data":{},"__proto__":{"data":{}}}' },
    },
    { attackClass: 'prototype', what: 'the data itself', change: { body: '{"__proto__":{"data":{}}}' } },
  ];
}

/** Every way in which a right request can be carried wrongly. */
export function transportAttacks(carriage: Carriage): Attack[] {
  const { path, headers, body, expected } = carriage;
  const tampered = [
    ...typed(carriage),
    ...withMethod(carriage),
    ...oversized(),
    ...truncated(carriage),
    ...compressed(carriage),
    ...nested(),
    ...wide(),
  ];
  return tampered.map(({ attackClass, what, change }) => ({
    attackClass,
    what,
    sending: { path, headers, body, ...change },
    expected,
  }));
}
