import { hostedWorld } from './hosting.ts';
import { compareValues, isMatch, type Operator } from './query-values.ts';

/** In place of Firestore's SDK: single reads and the queries that the product makes, over the documents in memory. */

type Data = Readonly<Record<string, unknown>>;

/** An instant, as queries hand it out. */
export class Timestamp {
  readonly #date: Date;

  constructor(date: Date) {
    this.#date = date;
  }

  toDate(): Date {
    return this.#date;
  }
}

function told(value: unknown): unknown {
  if (value instanceof Date) return new Timestamp(value);
  if (Array.isArray(value)) return value.map(told);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([field, item]) => [field, told(item)]));
}

class DocumentReference {
  readonly path: string;

  constructor(path: string) {
    this.path = path;
  }

  get id(): string {
    return this.path.slice(this.path.lastIndexOf('/') + 1);
  }

  get parent(): CollectionReference {
    return new CollectionReference(this.path.slice(0, this.path.lastIndexOf('/')));
  }

  collection(name: string): CollectionReference {
    return new CollectionReference(`${this.path}/${name}`);
  }

  get(): Promise<Found> {
    return hostedWorld().send({
      kind: 'query',
      arrive: end => end(new Found(this.path, hostedWorld().documents.data(this.path))),
    });
  }
}

class Found {
  readonly ref: DocumentReference;
  readonly #data: Data | undefined;

  constructor(path: string, data: Data | undefined) {
    this.ref = new DocumentReference(path);
    this.#data = data;
  }

  get id(): string {
    return this.ref.id;
  }

  get exists(): boolean {
    return this.#data !== undefined;
  }

  data(): unknown {
    return told(this.#data);
  }

  get(field: string): unknown {
    return told(this.stored(field));
  }

  /** As it is stored, for comparing. */
  stored(field: string): unknown {
    return field === '__name__' ? this.ref.path : this.#data?.[field];
  }
}

interface Filter {
  readonly field: string;
  readonly operator: Operator;
  readonly value: unknown;
}
interface Order {
  readonly field: string;
  readonly sign: 1 | -1;
}
interface Asked {
  readonly filters: readonly Filter[];
  readonly orders: readonly Order[];
  readonly limit: number;
  readonly after: Found | undefined;
}

class Query {
  readonly source: () => Iterable<string>;
  readonly asked: Asked;

  constructor(source: () => Iterable<string>, asked: Asked) {
    this.source = source;
    this.asked = asked;
  }

  where(field: string, operator: Operator, value: unknown): Query {
    return this.#with({ filters: [...this.asked.filters, { field, operator, value }] });
  }

  orderBy(field: string, direction: 'asc' | 'desc' = 'asc'): Query {
    return this.#with({ orders: [...this.asked.orders, { field, sign: direction === 'asc' ? 1 : -1 }] });
  }

  limit(limit: number): Query {
    return this.#with({ limit });
  }

  startAfter(after: Found): Query {
    return this.#with({ after });
  }

  /** Which fields come back is of no concern here. */
  select(): Query {
    return this;
  }

  get(): Promise<QueryFound> {
    return hostedWorld().send({ kind: 'query', arrive: end => end(new QueryFound(this.#find())) });
  }

  count(): { get(): Promise<{ data(): { count: number } }> } {
    return { get: async () => ({ data: () => ({ count: this.#find().length }) }) };
  }

  #with(changes: Partial<Asked>): Query {
    return new Query(this.source, { ...this.asked, ...changes });
  }

  #find(): readonly Found[] {
    const { filters, orders, limit, after } = this.asked;
    const sorting = [...orders, { field: '__name__', sign: orders.at(-1)?.sign ?? 1 }];
    const compare = (one: Found, other: Found): number => {
      for (const { field, sign } of sorting) {
        const order = compareValues(one.stored(field), other.stored(field)) * sign;
        if (order !== 0) return order;
      }
      return 0;
    };
    const found: Found[] = [];
    for (const path of this.source()) {
      const document = new Found(path, hostedWorld().documents.data(path));
      const isThere = orders.every(({ field }) => document.stored(field) !== undefined);
      if (isThere && filters.every(filter => isMatch({ ...filter, stored: document.stored(filter.field) })))
        found.push(document);
    }
    return found
      .sort(compare)
      .filter(document => after === undefined || compare(document, after) > 0)
      .slice(0, limit);
  }
}

class QueryFound {
  readonly docs: readonly Found[];

  constructor(docs: readonly Found[]) {
    this.docs = docs;
  }

  get empty(): boolean {
    return this.docs.length === 0;
  }

  get size(): number {
    return this.docs.length;
  }
}

const everything: Asked = { filters: [], orders: [], limit: Number.POSITIVE_INFINITY, after: undefined };

class CollectionReference extends Query {
  readonly path: string;

  constructor(path: string) {
    super(() => hostedWorld().documents.pathsIn(path), everything);
    this.path = path;
  }

  get parent(): DocumentReference | null {
    const end = this.path.lastIndexOf('/');
    return end === -1 ? null : new DocumentReference(this.path.slice(0, end));
  }
}

export class Firestore {
  doc(path: string): DocumentReference {
    return new DocumentReference(path);
  }

  collection(path: string): CollectionReference {
    return new CollectionReference(path);
  }

  collectionGroup(name: string): Query {
    return new Query(() => hostedWorld().documents.pathsInGroup(name), everything);
  }
}
