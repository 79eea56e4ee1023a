import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { AuditRecord } from '../../../src/audit/schema.ts';
import { strangersIn, verifyLog } from '../../../src/audit/verify-log.ts';
import { firestore } from '../../../src/platform/firestore.ts';
import { plainOf } from '../../../src/platform/plain.ts';

/** A member of staff, by the role's document alone. */
export async function newStaff(role: 'admin' | 'auditor' | 'instructor' = 'admin'): Promise<string> {
  const uid = `${role}-${randomUUID()}`;
  await firestore().doc(`roles/${uid}`).set({ role });
  return uid;
}

/** The audit log of one actor, in order. */
export async function toldOf(uid: string): Promise<readonly AuditRecord[]> {
  const found = await firestore().collection('auditLog').where('actor.uid', '==', uid).get();
  const records = z.array(AuditRecord).parse(found.docs.map(document => plainOf(document.data())));
  return records.sort((a, b) => a.position - b.position);
}

/** What a check of the whole log finds: each finding with its chain. */
export async function findingsIn(anchors = new Map<string, { length: number; hash: string }>()) {
  const findings: string[] = [];
  let records = 0;
  for await (const chain of verifyLog({ anchors })) {
    records += chain.length;
    for (const finding of chain.findings)
      findings.push(
        `${finding.kind} ${'name' in finding ? finding.name : finding.kind === 'missing' ? finding.position : ''}`.trim(),
      );
  }
  for (const name of await strangersIn({ seen: records })) findings.push(`stranger ${name}`);
  return { records, findings };
}

/** The ends of all chains as they are, as a check prints them. */
export async function endsOfChains(): Promise<Map<string, { length: number; hash: string }>> {
  const ends = new Map<string, { length: number; hash: string }>();
  for await (const { chain, length, hash } of verifyLog({ anchors: new Map() }))
    ends.set(chain, { length, hash });
  return ends;
}
