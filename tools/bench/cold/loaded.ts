import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** What a start has loaded. */
export type Loaded = {
  files: number;
  kib: number;
  /** By name, each once; those in a bundle too. */
  packages: ReadonlySet<string>;
};

const inPath = /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)\//;
/** The bundler notes above each module where it was. */
const inBundle = /^ *\/\/ .*node_modules\/((?:@[^/\s]+\/)?[^/\s]+)\/\S+$/gm;

/** @param texts the files' contents by URL */
export function loadedOf(texts: ReadonlyMap<string, string>): Loaded {
  const packages = new Set<string>();
  let bytes = 0;
  for (const [url, text] of texts) {
    bytes += Buffer.byteLength(text);
    const own = inPath.exec(url)?.[1];
    if (own !== undefined) packages.add(own);
    else for (const [, name = ''] of text.matchAll(inBundle)) packages.add(name);
  }
  return { files: texts.size, kib: Math.round(bytes / 1_024), packages };
}

export function readLoaded(urls: readonly string[]): Loaded {
  return loadedOf(new Map([...new Set(urls)].map(url => [url, readFileSync(fileURLToPath(url), 'utf8')])));
}
