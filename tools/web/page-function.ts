import { readFileSync } from 'node:fs';
import path from 'node:path';

/**
 * The text of a function that runs in a page, ready to be called: `(${pageFunction('x.page.js')})(…)`. In its file it has a
 * comment before it and ends like a statement.
 * @param file below this folder
 */
export const pageFunction = (file: string): string =>
  readFileSync(path.join(import.meta.dirname, file), 'utf8')
    .replace(/^(\/\/.*\n)+/, '')
    .trim()
    .replace(/;$/, '');
