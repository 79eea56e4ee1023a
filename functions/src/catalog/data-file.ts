import { z } from 'zod';
import type { FieldIssue } from '../platform/refusal.ts';
import { courseProblems, nameOf, poolSizeProblems } from './course-problems.ts';
import { type Catalog, CatalogCourse, CatalogPolicy } from './file-schema.ts';
import { noPresets, type Presets, problemsOf, resolvePolicy } from './presets.ts';
import { type Problem, problemAt, problemsUnder, repeated } from './problem.ts';
import type { PolicyVersion } from './schema.ts';

export type ReadCatalog =
  | { readonly kind: 'catalog'; readonly catalog: Catalog }
  | { readonly kind: 'invalid'; readonly issues: readonly FieldIssue[] };

/**
 * @param text the file's content; all that is wrong with it is told at once by path, such as `courses.2.price`
 * @param presets policies that the file may name (`{"preset": "ohio-teen"}`) instead of writing them out
 */
export function readCatalog(text: string, presets: Presets = noPresets): ReadCatalog {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    return invalid([problemAt([], error instanceof Error ? error.message : 'is not JSON')]);
  }
  const outer = Outer.safeParse(json);
  const problems = outer.success ? [] : problemsOf(outer.error);
  // An unknown field beside them hides nothing of what is wrong within them.
  const lists = z.object(Outer.shape).safeParse(json);
  if (!lists.success) return invalid(problems);
  const policies = lists.data.policies.map(entry => readPolicy({ entry, presets }));
  const courses = lists.data.courses.map(entry => partOf(CatalogCourse.safeParse(entry)));
  const all = [
    ...problems,
    ...partProblems({ list: 'policies', parts: policies }),
    ...partProblems({ list: 'courses', parts: courses }),
    ...crossProblems({ policies, courses }),
  ];
  if (all.length > 0) return invalid(all);
  return { kind: 'catalog', catalog: { policies: valuesOf(policies), courses: valuesOf(courses) } };
}

const Outer = z.strictObject({
  policies: z.array(z.unknown()).max(500),
  courses: z.array(z.unknown()).max(500),
});

/** A policy or a course of the file; without a value it is too wrong to be compared with others. */
interface Part<T> {
  readonly value: T | undefined;
  readonly problems: readonly Problem[];
}

const partOf = <T>(parsed: z.ZodSafeParseResult<T>): Part<T> =>
  parsed.success
    ? { value: parsed.data, problems: [] }
    : { value: undefined, problems: problemsOf(parsed.error) };

function readPolicy({ entry, presets }: { entry: unknown; presets: Presets }): Part<PolicyVersion> {
  const resolved = resolvePolicy({ entry, presets });
  if (resolved.kind === 'wrong') return { value: undefined, problems: resolved.problems };
  return partOf(CatalogPolicy.safeParse(resolved.policy));
}

const valuesOf = <T>(parts: readonly Part<T>[]): T[] =>
  parts.flatMap(({ value }) => (value === undefined ? [] : [value]));

const partProblems = ({ list, parts }: { list: string; parts: readonly Part<unknown>[] }): Problem[] =>
  parts.flatMap(({ problems }, index) => problemsUnder([list, index], problems));

interface Parts {
  readonly policies: readonly Part<PolicyVersion>[];
  readonly courses: readonly Part<CatalogCourse>[];
}

function crossProblems(parts: Parts): Problem[] {
  const names = parts.policies.map(({ value }, index) => (value ? nameOf(value) : `unread ${index}`));
  const ids = parts.courses.map(({ value }, index) => value?.courseId ?? `unread ${index}`);
  return [
    ...repeated(names).map(index => problemAt(['policies', index, 'version'], 'is there twice')),
    ...repeated(ids).map(index => problemAt(['courses', index, 'courseId'], 'is there twice')),
    ...parts.courses.flatMap(({ value }, index) =>
      value === undefined ? [] : problemsUnder(['courses', index], fitProblems({ course: value, parts })),
    ),
  ];
}

/** How a course fits its policy, and the earlier versions that its students may be pinned to. */
function fitProblems({ course, parts }: { course: CatalogCourse; parts: Parts }): readonly Problem[] {
  const versions = valuesOf(parts.policies).filter(({ policyId }) => policyId === course.policyId);
  const policy = versions.find(({ version }) => version === course.policyVersion);
  const sizes = versions.flatMap(version => poolSizeProblems({ course, policy: version }));
  if (policy !== undefined) return [...sizes, ...courseProblems({ course, policy })];
  // It may be the one that could not be read.
  if (parts.policies.some(({ value }) => value === undefined)) return sizes;
  const name = nameOf({ policyId: course.policyId, version: course.policyVersion });
  return [...sizes, problemAt(['policyVersion'], `there is no ${name} in this file`)];
}

const invalid = (problems: readonly Problem[]): ReadCatalog => ({
  kind: 'invalid',
  issues: problems.map(({ path, message }) => ({ path: path.join('.'), message })),
});
