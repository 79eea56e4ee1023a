import type { PathAccess } from './path-access.ts';

/** With a star for every placeholder, whatever its name. */
const shapeOf = (path: string): string => path.replace(/\{\w+\}/g, '*');

/** The path of every `match` in the rules but the database's own, in their order. */
export function pathsInRules(rules: string): readonly string[] {
  const matches = rules.matchAll(/^\s*match \/(\S+) \{$/gm);
  return [...matches].map(([, path = '']) => path).filter(path => !path.startsWith('databases/'));
}

const fits = ({ rule, path }: { rule: string; path: string }): boolean => {
  const [wanted, given] = [rule.split('/'), path.split('/')];
  return (
    wanted.length === given.length && wanted.every((part, index) => part === '*' || part === given[index])
  );
};

/** Paths of rules that no row of the matrix tries, and rows that no rule speaks of. */
export function unmatched(input: { rules: string; matrix: readonly PathAccess[] }): {
  readonly untried: readonly string[];
  readonly unruled: readonly string[];
} {
  const rules = pathsInRules(input.rules);
  const rows = input.matrix.map(({ path }) => path);
  const isFor = (rule: string, path: string): boolean => fits({ rule: shapeOf(rule), path: shapeOf(path) });
  return {
    untried: rules.filter(rule => !rows.some(path => isFor(rule, path))),
    unruled: rows.filter(path => !rules.some(rule => isFor(rule, path))),
  };
}

/** The paths of the access table. */
export const pathsInTable = (table: string): readonly string[] =>
  [...table.matchAll(/^\|[^|]*?`([a-zA-Z]+\/[^`]*)`/gm)].map(([, path = '']) => path);
