import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** One import of a source file: its target as written, and whether anything of it exists at run time. */
export interface Import {
  readonly from: string;
  readonly target: string;
  readonly isTypeOnly: boolean;
  /** Loaded when it is first used, not with the file. */
  readonly isLazy: boolean;
}

export const sourceRoot = path.resolve(import.meta.dirname, '../../../src');

/** Every source file, as a path below functions/src. */
export const sourceFiles: readonly string[] = readdirSync(sourceRoot, { recursive: true, encoding: 'utf8' })
  .filter(file => file.endsWith('.ts'))
  .sort();

export const textOf = (file: string): string => readFileSync(path.join(sourceRoot, file), 'utf8');

const STATIC_IMPORT = /^(?:import|export)\s+(type\s+)?(?:[^'";]*?\sfrom\s+)?'([^']+)'/gm;
const DYNAMIC_IMPORT = /\bimport\('([^']+)'\)/g;

export function importsOf(file: string): readonly Import[] {
  const text = textOf(file);
  const fixed = [...text.matchAll(STATIC_IMPORT)].map(match =>
    toImport({ file, target: match[2], type: match[1], isLazy: false }),
  );
  const lazy = [...text.matchAll(DYNAMIC_IMPORT)].map(match =>
    toImport({ file, target: match[1], type: undefined, isLazy: true }),
  );
  return [...fixed, ...lazy];
}

function toImport(input: {
  file: string;
  target: string | undefined;
  type: string | undefined;
  isLazy: boolean;
}): Import {
  const target = input.target ?? '';
  const isRelative = target.startsWith('.');
  const resolved = isRelative ? path.join(path.dirname(input.file), target) : target;
  return { from: input.file, target: resolved, isTypeOnly: input.type !== undefined, isLazy: input.isLazy };
}

/** The room a source file is in: its first folder; the list of what is deployed stands in none. */
export const roomOf = (file: string): string | undefined =>
  file.includes('/') ? file.split('/')[0] : undefined;

/** A ring of files that import each other at run time, or undefined. */
export function findCycle(): readonly string[] | undefined {
  const finished = new Set<string>();
  const visit = (file: string, trail: readonly string[]): readonly string[] | undefined => {
    if (trail.includes(file)) return [...trail.slice(trail.indexOf(file)), file];
    if (finished.has(file)) return undefined;
    for (const { target, isTypeOnly } of importsOf(file)) {
      if (isTypeOnly || !sourceFiles.includes(target)) continue;
      const cycle = visit(target, [...trail, file]);
      if (cycle !== undefined) return cycle;
    }
    finished.add(file);
    return undefined;
  };
  for (const file of sourceFiles) {
    const cycle = visit(file, []);
    if (cycle !== undefined) return cycle;
  }
  return undefined;
}

/** Packages that a file brings in at run time, by way of others too; with `lazy` also those that wait for their first use. */
export function packagesBehind({ file, lazy }: { file: string; lazy: boolean }): ReadonlySet<string> {
  const [packages, seen, open] = [new Set<string>(), new Set<string>(), [file]];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (seen.has(next)) continue;
    seen.add(next);
    for (const { target, isTypeOnly, isLazy } of importsOf(next)) {
      if (isTypeOnly || (isLazy && !lazy)) continue;
      if (sourceFiles.includes(target)) open.push(target);
      else packages.add(target);
    }
  }
  return packages;
}
