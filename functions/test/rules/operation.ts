import {
  collectionPath,
  documentPath,
  type Fields,
  type Filter,
  type Operation,
  type PathAccess,
} from './path-access.ts';
import type { Browser } from './rules-world.ts';

/** What lies at a row's path, and what a create writes there. */
export const fieldsOf = (row: PathAccess): Fields => row.fields ?? { keptBy: 'server' };

const changeOf = (row: PathAccess): Fields => row.change ?? { keptBy: 'browser' };

/** Lists a document's collection as that browser, asking for the filter's documents alone. */
export function list({
  browser,
  path,
  filter,
}: {
  browser: Browser;
  path: string;
  filter?: Filter | undefined;
}) {
  const collection = browser.collection(collectionPath(path));
  return filter === undefined ? collection.get() : collection.where(filter.field, '==', filter.value).get();
}

/** Does one operation of the matrix as that browser. @throws what Firestore answers. */
export function attempt({
  browser,
  row,
  operation,
  filter,
}: {
  browser: Browser;
  row: PathAccess;
  operation: Operation;
  filter?: Filter | undefined;
}): Promise<unknown> {
  const path = documentPath(row.path);
  switch (operation) {
    case 'get':
      return browser.doc(path).get();
    case 'list':
      return list({ browser, path, filter });
    case 'create':
      return browser.doc(path).set({ ...fieldsOf(row) });
    case 'update':
      return browser.doc(path).update({ ...changeOf(row) });
    case 'delete':
      return browser.doc(path).delete();
  }
}
