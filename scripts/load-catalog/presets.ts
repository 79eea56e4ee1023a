import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Presets } from '../../functions/src/catalog/presets.ts';

const directory = path.join(import.meta.dirname, '..', 'data', 'policies');

/** The policies that a catalog may name instead of writing them out: `ohio-teen` is `ohio-teen.json`. */
export async function readPresets(): Promise<Presets> {
  const files = (await readdir(directory)).filter(file => file.endsWith('.json'));
  const entries = files.map(
    async file => [path.basename(file, '.json'), await readFile(path.join(directory, file), 'utf8')] as const,
  );
  return new Map(await Promise.all(entries));
}
