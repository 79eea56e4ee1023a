import { strangersIn, verifyLog } from '../../../functions/src/audit/verify-log.ts';
import type { Findings } from './finding.ts';

const invariant = 'the audit log is as it was written';

/** Every chain of staff actions, link by link, and that no record stands outside them. */
export async function checkAuditLog({ findings }: { findings: Findings }): Promise<void> {
  let seen = 0;
  for await (const { chain, length, findings: told } of verifyLog({ anchors: new Map() })) {
    seen += length;
    if (told.length === 0) findings.addChecked({ invariant, count: length });
    for (const { kind, ...where } of told)
      findings.add({
        invariant,
        document: `auditChains/${chain}`,
        field: 'records',
        expected: 'as they were written',
        found: `${kind} ${JSON.stringify(where)}`,
      });
  }
  for (const name of await strangersIn({ seen }))
    findings.add({
      invariant,
      document: `auditLog/${name}`,
      field: 'chain',
      expected: 'a record of one of the chains',
      found: 'in none',
    });
}
