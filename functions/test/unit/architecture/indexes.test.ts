import { exists, IndexFile, indexesFor, isComposite, isOverride } from './index-rules.ts';
import { allSites, readJson, sitesIn } from './query-sites.ts';
import { type DeclaredQuery, formsOf, queryTable } from './query-table.ts';

const file = IndexFile.parse(readJson('firestore.indexes.json'));
const sites = allSites();
const forms = queryTable.flatMap(formsOf);
const needed = forms.flatMap(query => indexesFor(query).flat());

const count = (names: readonly string[], wanted: string): number =>
  names.filter(name => name === wanted).length;

const lacks = (query: DeclaredQuery, indexes: IndexFile): boolean =>
  !indexesFor(query).some(taken => taken.every(index => exists(index, indexes)));

describe('the table of queries', () => {
  it('names every file that asks for more than single documents, and no other', () => {
    const declared = [...new Set(queryTable.map(query => query.file))].sort();
    expect(declared).toEqual(sites.map(site => site.file));
  });

  it.each(sites)('has every field and collection that $file asks for', site => {
    const declared = queryTable.filter(query => query.file === site.file);
    const filters = declared.flatMap(({ equal = [], someOf = [], range }) => [
      ...[...equal, ...someOf].map(field => `${field} ==`),
      ...(range === undefined ? [] : [`${range} <`]),
    ]);
    const orders = declared.flatMap(({ order = [] }) =>
      order.map(each => `${each.fieldPath} ${each.order === 'ASCENDING' ? 'asc' : 'desc'}`),
    );
    expect({ filters: filters.sort(), orders: orders.sort() }).toEqual({
      filters: site.filters,
      orders: site.orders,
    });
    expect(site.unreadable).toBe(0);
    const told = declared.flatMap(({ scope, collections }) =>
      collections.map(collection => (scope === 'COLLECTION' ? '' : 'group:') + collection),
    );
    const named = site.collections.filter(collection => collection !== '*');
    // Of what is opened once several queries may be made, but each opening is some row's own.
    for (const collection of named)
      expect(count(told, collection)).toBeGreaterThanOrEqual(count(named, collection));
    expect(declared.length).toBeGreaterThanOrEqual(site.collections.length);
  });

  it('is read from the server’s and the browser’s way of asking alike', () => {
    const told = { filters: ['a ==', 'b <'], orders: ['b desc'], unreadable: 0 };
    const server =
      "db.collection(`users/1/days`).where('a', '==', 1).where('b', '>', 2).orderBy('b', 'desc')";
    expect(sitesIn(server)).toEqual({ collections: ['days'], ...told });
    const browser =
      "query(collectionGroup(db, 'days'), where('a', 'in', []), where('b', '<', 2), orderBy('b', 'desc'))";
    expect(sitesIn(browser)).toEqual({ collections: ['group:days'], ...told });
    expect(sitesIn("db.collection(path).where(field, '==', 1)")).toMatchObject({
      collections: ['*'],
      unreadable: 1,
    });
  });

  it('knows the client’s own way of asking, each time anew', () => {
    const client =
      "watchAll<Day>(\n  seatbelt,\n  `users/1/days`,\n  say, where('a', '==', 1), orderBy('b'))";
    expect(sitesIn(`${client}; ${client}`)).toEqual({
      collections: ['days', 'days'],
      ...{ filters: ['a ==', 'a =='], orders: ['b asc', 'b asc'], unreadable: 0 },
    });
  });

  it('counts constraints that queries share for each of them', () => {
    const shared =
      "const ofParty = (party: Party) =>\n  'a' in party ? where('a', '==', 1) : where('b', '==', 2);";
    const asking =
      "watchAll(seatbelt, 'days', say, ofParty(one)); watchAll(seatbelt, 'weeks', say, ofParty(two));";
    expect(sitesIn(`${shared} ${asking}`)).toMatchObject({
      collections: ['days', 'weeks'],
      filters: ['a ==', 'a ==', 'b ==', 'b =='],
    });
    expect(sitesIn(shared).filters).toEqual(['a ==', 'b ==']);
  });
});

describe('firestore.indexes.json', () => {
  it.each(forms)('has the index for $file › $name', query => {
    expect(lacks(query, file)).toBe(false);
  });

  it('has no composite that no query takes', () => {
    const idle = file.indexes.filter(index => !needed.some(each => isComposite(index, each)));
    expect(idle).toEqual([]);
  });

  it('has no override that no query takes, unless it is a time-to-live or saves an index', () => {
    const idle = file.fieldOverrides.filter(
      override =>
        override.indexes.length > 0 &&
        override.ttl !== true &&
        !needed.some(each => isOverride(override, each)),
    );
    expect(idle).toEqual([]);
  });

  it('says each thing once', () => {
    const composites = file.indexes.map(index => JSON.stringify(index));
    expect(new Set(composites).size).toBe(composites.length);
    const fields = file.fieldOverrides.map(each => `${each.collectionGroup}.${each.fieldPath}`);
    expect(new Set(fields).size).toBe(fields.length);
  });
});

describe('what Firestore needs an index for', () => {
  const query = { file: '', name: 'some query', collection: 'days', scope: 'COLLECTION' } as const;
  const inGroup = { ...query, scope: 'COLLECTION_GROUP' } as const;
  const order = [{ fieldPath: 'at', order: 'DESCENDING' }] as const;
  const none: IndexFile = { indexes: [], fieldOverrides: [] };
  const fieldOverrides = (queryScope: 'COLLECTION' | 'COLLECTION_GROUP') => [
    { collectionGroup: 'days', fieldPath: 'at', indexes: [{ order: 'ASCENDING' as const, queryScope }] },
  ];
  const composite = (...fields: readonly string[]): IndexFile => ({
    ...none,
    indexes: [
      {
        collectionGroup: 'days',
        queryScope: 'COLLECTION',
        fields: fields.map(fieldPath => ({ fieldPath, order: 'ASCENDING' })),
      },
    ],
  });

  it.each<[string, DeclaredQuery, IndexFile, boolean]>([
    ['by name nothing is needed, in a group neither', inGroup, none, false],
    ['one field of a collection has its own', { ...query, order }, none, false],
    ['several equalities are merged', { ...query, equal: ['a', 'b'] }, none, false],
    ['one field of a group has none of its own', { ...inGroup, range: 'at' }, none, true],
    [
      'an override gives it one',
      { ...inGroup, range: 'at' },
      { ...none, fieldOverrides: fieldOverrides('COLLECTION_GROUP') },
      false,
    ],
    [
      'for that scope only',
      { ...query, range: 'at' },
      { ...none, fieldOverrides: fieldOverrides('COLLECTION_GROUP') },
      true,
    ],
    [
      'and that direction',
      { ...query, order },
      { ...none, fieldOverrides: fieldOverrides('COLLECTION') },
      true,
    ],
    [
      'an exempted field has none',
      { ...query, equal: ['at'] },
      { ...none, fieldOverrides: [{ collectionGroup: 'days', fieldPath: 'at', indexes: [] }] },
      true,
    ],
    ['equality and range need a composite', { ...query, equal: ['a'], range: 'at' }, none, true],
    ['with the equalities first', { ...query, equal: ['a'], range: 'at' }, composite('at', 'a'), true],
    ['in any order', { ...query, equal: ['a', 'b'], range: 'at' }, composite('b', 'a', 'at'), false],
    ['and in the query’s direction', { ...query, equal: ['a'], order }, composite('a', 'at'), true],
    ['of that scope', { ...inGroup, equal: ['a'], range: 'at' }, composite('a', 'at'), true],
    ['several equalities in a group need one', { ...inGroup, equal: ['a', 'b'] }, none, true],
  ])('%s', (_, asked, indexes, isLacking) => {
    expect(lacks(asked, indexes)).toBe(isLacking);
  });
});
