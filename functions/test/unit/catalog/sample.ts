import { readFileSync } from 'node:fs';
import path from 'node:path';
import { type Catalog, readCatalog } from '../../../src/catalog/data-file.ts';

const file = path.join(__dirname, '../../../../scripts/data/sample-catalog.json');

export const sampleText = (): string => readFileSync(file, 'utf8');

export function sampleCatalog(): Catalog {
  const read = readCatalog(sampleText());
  if (read.kind === 'invalid') throw new Error(JSON.stringify(read.issues));
  return read.catalog;
}
