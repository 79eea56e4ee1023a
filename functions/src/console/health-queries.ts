import { z } from 'zod';
import { HealthReport } from '../commit/index.ts';
import { firestore } from '../platform/firestore.ts';
import { plainOf } from '../platform/plain.ts';
import { Run } from '../reconciliation/schema.ts';

export interface FoundReports {
  readonly reports: readonly HealthReport[];
  /** Found, but in another form: of an instance of another version. */
  readonly leftOut: number;
}

/** Of those instances that reported since then, the last to report first. */
export async function reportsSince({ since, limit }: { since: Date; limit: number }): Promise<FoundReports> {
  const found = await firestore()
    .collection('health')
    .orderBy('reportedAt', 'desc')
    .endAt(since)
    .limit(limit)
    .get();
  // While a deployment goes on, instances report in two forms: one of them must not cost the other the page.
  const reports = found.docs.flatMap(document => HealthReport.safeParse(plainOf(document.data())).data ?? []);
  return { reports, leftOut: found.docs.length - reports.length };
}

/** The recount that began last, by schedule or by an operator. Its repairs are documents without a start. */
export async function newestRun(): Promise<Run | undefined> {
  const found = await firestore().collection('reconciliations').orderBy('startedAt', 'desc').limit(1).get();
  const [newest] = z.array(Run).parse(found.docs.map(document => plainOf(document.data())));
  return newest;
}
