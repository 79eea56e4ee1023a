import { collectionPath, documentPath, type Filter, type Operation, type PathAccess } from './path-access.ts';
import type { Browser } from './rules-world.ts';

/** A change that no rule allows, for rows that name none. */
const TAMPERING = { tampered: true };

function list({ browser, path, filter }: { browser: Browser; path: string; filter: Filter | undefined }) {
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
  filter: Filter | undefined;
}): Promise<unknown> {
  const path = documentPath(row.path);
  switch (operation) {
    case 'get':
      return browser.doc(path).get();
    case 'list':
      return list({ browser, path, filter });
    case 'create':
      return browser.doc(path).set({ ...(row.fields ?? TAMPERING) });
    case 'update':
      return browser.doc(path).update({ ...(row.change ?? TAMPERING) });
    case 'delete':
      return browser.doc(path).delete();
  }
}
