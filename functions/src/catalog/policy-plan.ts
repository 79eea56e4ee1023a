import { changesBetween } from './field-changes.ts';
import type { LoadReport } from './load-report.ts';
import type { PolicyVersion } from './schema.ts';

/** A version is created or is there already; enrollments are pinned to it, so one that differs is refused. */
export function planPolicyVersion({
  stored,
  wanted,
}: {
  stored: PolicyVersion | undefined;
  wanted: PolicyVersion;
}): LoadReport {
  const name = `policy ${wanted.policyId} version ${wanted.version}`;
  if (stored === undefined) return { name, action: 'create', changes: [], remarks: [] };
  const changes = changesBetween({ stored, wanted });
  if (changes.length === 0) return { name, action: 'same', changes, remarks: [] };
  const next = `A version never changes once it is published. Add version ${wanted.version + 1} instead.`;
  return { name, action: 'refused', changes, remarks: [next] };
}
