import { Seats } from '../../../functions/src/catalog/schema.ts';
import { collection, documentsOf, families, readable } from './families.ts';
import type { Findings } from './finding.ts';

/** No course has more students than seats, nor more who wait than places to wait. */
export async function checkCapacity({ findings }: { findings: Findings }): Promise<void> {
  for await (const { below } of families({ parents: collection('courses'), groups: ['counters'] })) {
    const documents = below('counters').filter(({ path }) => path.endsWith('/counters/seats'));
    for (const seats of readable({ schema: Seats, documents, findings })) {
      const pairs = [
        ['taken', seats.taken, seats.capacity],
        ['waitlisted', seats.waitlisted, seats.waitlistCapacity],
      ] as const;
      for (const [field, found, most] of pairs)
        findings.expect({
          invariant: 'nobody is seated beyond capacity',
          document: seats.path,
          field,
          expected: found <= most ? found : `at most ${most}`,
          found,
        });
    }
  }
}

/** Effects that were decided were carried out: none waits, none was given up. */
export async function checkEffects({ findings }: { findings: Findings }): Promise<void> {
  for await (const { path, data } of documentsOf(collection('outbox')))
    findings.expect({
      invariant: 'effects that were decided were carried out',
      document: path,
      field: 'state',
      expected: 'DONE',
      found: String(data['state']),
    });
}
