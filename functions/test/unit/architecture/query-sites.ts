import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '../../../..');

/** What runs against a real project. `tools/` runs against the emulators alone. */
const searched = ['functions/src', 'scripts', 'client/src', 'web/src'];
const skipped = /(^|\/)(node_modules|dist|lib|public)\//;

/** What a file asks of Firestore, as far as its text shows it. */
export interface QuerySites {
  readonly file: string;
  /** Collections it opens: `group:courses` for a group, `*` where the name is not in the text. */
  readonly collections: readonly string[];
  /** Fields of `where`, with `==` for equalities and `<` for ranges, sorted. */
  readonly filters: readonly string[];
  /** Fields of `orderBy`, sorted. */
  readonly orders: readonly string[];
  /** Filters and orders whose field is no literal: nobody could tell what index they need. */
  readonly unreadable: number;
}

// The SDK's `db.collection('a')`, the browser's `collection(db, 'a')`, and the client's own `watchAll(seatbelt, 'a', …)`.
const OPENING =
  /\b(?:(collection|collectionGroup)\(\s*(?:[\w.()]+,\s*)?|(?:watchAll|readAll)(?:<\w+>)?\(\s*seatbelt,\s*)(?:(['`])(.*?)\2\s*[,)]|)/g;
const FILTER = /\bwhere\(\s*'([^']+)',\s*'([^']+)'/g;
const ORDER = /\borderBy\(\s*'([^']+)'(?:,\s*'(asc|desc)')?/g;

// Constraints that several queries share: `const ofParty = party => where(…)`.
const SHARED = /\bconst (\w+) = \([^;{}]*?\) =>\s*[^;{}]*?;/g;

/** With the constraints that queries share written where each of these uses them, so that all count them. */
function withSharedInPlace(code: string): string {
  let whole = code;
  for (const [definition, name = ''] of code.matchAll(SHARED)) {
    const uses = new RegExp(`\\b${name}\\(`, 'g');
    const isConstraint = /\b(?:where|orderBy)\(/.test(definition) && definition.search(OPENING) === -1;
    if (!isConstraint || !uses.test(whole)) continue;
    const body = definition.slice(definition.indexOf('=>') + 2, -1);
    whole = whole.replace(definition, '').replace(uses, () => `${body}(`);
  }
  return whole;
}

export function sitesIn(text: string): Omit<QuerySites, 'file'> {
  const uncommented = text.replace(/^\s*(\/\*\*?|\*|\/\/).*$/gm, '').replace(/^import .*$/gm, '');
  const code = withSharedInPlace(uncommented);
  const filters = [...code.matchAll(FILTER)];
  const orders = [...code.matchAll(ORDER)];
  const all = [...code.matchAll(/\b(?:where|orderBy)\(/g)].length;
  return {
    collections: [...code.matchAll(OPENING)].map(([, call, , name]) => {
      const last = name?.split('/').at(-1) ?? '';
      return `${call === 'collectionGroup' ? 'group:' : ''}${/^\w+$/.test(last) ? last : '*'}`;
    }),
    filters: filters.map(([, field, operator]) => `${field} ${isEquality(operator) ? '==' : '<'}`).sort(),
    orders: orders.map(([, field, direction = 'asc']) => `${field} ${direction}`).sort(),
    unreadable: all - filters.length - orders.length,
  };
}

const isEquality = (operator: string | undefined): boolean => operator === '==' || operator === 'in';

/** Every file that asks for more than single documents. */
export function allSites(): readonly QuerySites[] {
  const files = searched
    .filter(folder => existsSync(path.join(root, folder)))
    .flatMap(folder =>
      readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' }).map(file =>
        path.posix.join(folder, file),
      ),
    )
    .filter(file => /\.tsx?$/.test(file) && !skipped.test(file))
    .sort();
  return files
    .map(file => ({ file, ...sitesIn(readFileSync(path.join(root, file), 'utf8')) }))
    .filter(({ collections, filters, orders }) => collections.length + filters.length + orders.length > 0);
}

export const readJson = (file: string): unknown => JSON.parse(readFileSync(path.join(root, file), 'utf8'));
