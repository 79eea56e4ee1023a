import { z } from 'zod';
import { type Problem, problemAt } from './problem.ts';
import { PolicyVersion, Terms } from './schema.ts';

/** Policy files by name, as text: whoever reads files hands them in. */
export type Presets = ReadonlyMap<string, string>;

export const noPresets: Presets = new Map();

/**
 * A preset with what is the school's own to decide: how much opens the course, what becomes of money beyond the
 * tuition, and the version, since a changed deposit is a new one. Whoever changes more writes the policy out.
 */
const PresetUse = z.strictObject({
  preset: z.string(),
  version: PolicyVersion.shape.version.optional(),
  terms: z
    .strictObject(Terms.pick({ minimumPaidToOpen: true, overpayment: true }).partial().shape)
    .optional(),
});

const HasTerms = z.looseObject({ terms: z.looseObject({}) });

export type Resolved =
  | { readonly kind: 'policy'; readonly policy: unknown }
  | { readonly kind: 'wrong'; readonly problems: readonly Problem[] };

/** A file's policy as it is written out in full: itself, or the preset it names. */
export function resolvePolicy({ entry, presets }: { entry: unknown; presets: Presets }): Resolved {
  if (typeof entry !== 'object' || entry === null || !('preset' in entry))
    return { kind: 'policy', policy: entry };
  const use = PresetUse.safeParse(entry);
  if (!use.success) return { kind: 'wrong', problems: problemsOf(use.error) };
  const { preset, terms, ...changes } = use.data;
  const text = presets.get(preset);
  if (text === undefined) {
    const known = [...presets.keys()].sort().join(', ');
    return wrong(known === '' ? 'is not known here' : `is none of ${known}`);
  }
  const content = HasTerms.safeParse(parsedOrUndefined(text));
  if (!content.success) return wrong('is a file that holds no policy');
  return {
    kind: 'policy',
    policy: { ...content.data, ...changes, terms: { ...content.data.terms, ...terms } },
  };
}

const wrong = (message: string): Resolved => ({ kind: 'wrong', problems: [problemAt(['preset'], message)] });

function parsedOrUndefined(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** One for each unknown field, under its own path. */
export function problemsOf({ issues }: z.ZodError): readonly Problem[] {
  return issues.flatMap(issue => {
    const path = issue.path.map(part => (typeof part === 'number' ? part : String(part)));
    if (issue.code !== 'unrecognized_keys') return [problemAt(path, issue.message)];
    return issue.keys.map(key => problemAt([...path, key], 'is not known here'));
  });
}
