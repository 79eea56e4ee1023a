import type { Lanes } from '../commit/index.ts';
import type { Id } from '../platform/ids.ts';
import { wantedCourse } from './course-plan.ts';
import type { Catalog, CatalogCourse } from './file-schema.ts';
import { loadCourse } from './load-course.ts';
import { loadPolicyVersion } from './load-policy-version.ts';
import { loadQuiz } from './load-quiz.ts';
import { isRefused, type LoadMode, type LoadReport } from './load-report.ts';
import type { Terms } from './schema.ts';

export interface LoadInput {
  readonly lanes: Pick<Lanes, 'submit'>;
  readonly catalog: Catalog;
  readonly mode: LoadMode;
  /** Made anew for every run. */
  readonly runId: Id;
}

/**
 * Makes policies and courses as the catalog says. Looks at everything first: if any of it is refused, nothing is
 * written. Loading the same catalog again changes nothing, also after a run that broke off.
 */
export async function loadCatalog(input: LoadInput): Promise<readonly LoadReport[]> {
  const preview = await loadAll({ ...input, mode: 'preview' });
  if (input.mode === 'preview' || preview.some(isRefused)) return preview;
  return loadAll(input);
}

/** A course must never name a policy version or a quiz that is not there, so it comes after both. */
async function loadAll({ lanes, catalog, mode, runId }: LoadInput): Promise<readonly LoadReport[]> {
  const reports: LoadReport[] = [];
  for (const wanted of catalog.policies) {
    const { outcome } = await lanes.submit(loadPolicyVersion({ wanted, mode }));
    reports.push(outcome);
  }
  // Possible only if somebody published another one since the preview.
  if (mode === 'apply' && reports.some(isRefused)) return reports;
  for (const entry of catalog.courses) {
    for (const quiz of entry.quizzes)
      reports.push(await loadQuiz({ lanes, courseId: entry.courseId, wanted: quiz, mode }));
    const wanted = wantedCourse({ entry, terms: termsOf({ catalog, entry }) });
    const { outcome } = await lanes.submit(loadCourse({ wanted, mode, runId }));
    reports.push(outcome);
  }
  return reports;
}

function termsOf({ catalog, entry }: { catalog: Catalog; entry: CatalogCourse }): Terms {
  const policy = catalog.policies.find(
    ({ policyId, version }) => policyId === entry.policyId && version === entry.policyVersion,
  );
  if (policy === undefined) throw new Error('A checked catalog names a policy that it does not hold.');
  return policy.terms;
}
