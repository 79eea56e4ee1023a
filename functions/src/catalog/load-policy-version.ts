import { apply, type Command, create, toWrite } from '../commit/index.ts';
import { isWriting, type LoadMode, LoadReport } from './load-report.ts';
import { planPolicyVersion } from './policy-plan.ts';
import type { PolicyVersion } from './schema.ts';
import { policyVersionDoc } from './store.ts';

export function loadPolicyVersion({
  wanted,
  mode,
}: {
  wanted: PolicyVersion;
  mode: LoadMode;
}): Command<LoadReport> {
  const policy = policyVersionDoc(wanted);
  return {
    operation: 'loadPolicyVersion',
    aggregate: policy.path,
    receipt: 'state',
    loads: [toWrite(policy)],
    outcomeSchema: LoadReport,
    decide: view => {
      const report = planPolicyVersion({ stored: view.get(policy), wanted });
      return apply(report, isWriting({ mode, report }) ? [create(policy, wanted)] : []);
    },
  };
}
