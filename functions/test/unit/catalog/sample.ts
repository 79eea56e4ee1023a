import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { readCatalog } from '../../../src/catalog/data-file.ts';
import type { Catalog } from '../../../src/catalog/file-schema.ts';
import type { Presets } from '../../../src/catalog/presets.ts';

const data = path.join(__dirname, '../../../../scripts/data');

export const sampleText = (): string => readFileSync(path.join(data, 'sample-catalog.json'), 'utf8');

export const presetNames: readonly string[] = readdirSync(path.join(data, 'policies')).map(file =>
  path.basename(file, '.json'),
);

export const presetFiles: Presets = new Map(
  presetNames.map(name => [name, readFileSync(path.join(data, 'policies', `${name}.json`), 'utf8')]),
);

export function sampleCatalog(): Catalog {
  const read = readCatalog(sampleText(), presetFiles);
  if (read.kind === 'invalid') throw new Error(JSON.stringify(read.issues));
  return read.catalog;
}
