import { type Html, html } from '../platform/html.ts';
import { hoursChart } from './html-chart.ts';
import {
  certificateSection,
  checkSection,
  daySection,
  examSection,
  integritySection,
  paymentSection,
  sessionSection,
  staffSection,
  summarySection,
} from './html-sections.ts';
import { recordStyle } from './html-style.ts';
import { formats } from './html-values.ts';
import type { RecordSource } from './schema.ts';
import { totalsOf } from './totals.ts';

/** The record as one page to read and print: no script, no picture or font from elsewhere. */
export function htmlRecord(source: RecordSource): string {
  const { enrollment, courseTitle, policy, range, studentName } = source;
  const view = { source, totals: totalsOf(source), format: formats(enrollment) };
  const title = `Compliance record: ${studentName ?? enrollment.userId}, ${courseTitle}`;
  const sections: readonly Html[] = [
    summarySection(view),
    integritySection(view),
    daySection(view, hoursChart(source)),
    sessionSection(view),
    examSection(view),
    checkSection(view),
    staffSection(view),
    paymentSection(view),
    certificateSection(view),
  ];
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${title}</title>
${recordStyle}
</head>
<body>
<header>
<p class="kicker">Compliance record</p>
<h1>${studentName ?? 'Name not given'}</h1>
<p class="subject">${courseTitle}</p>
<p class="meta">${policy.title} (policy ${policy.policyId}, version ${policy.version}). Times are those of ${enrollment.timeZone}. Taken ${view.format.instant(source.readAt)}.</p>
${range.fromDay === null && range.toDay === null ? '' : html`<p class="notice">Sessions from ${range.fromDay ?? 'the beginning'} to ${range.toDay ?? 'the end'} only.</p>`}
</header>
<main>
${sections}
</main>
<footer>Student ${enrollment.userId}, course ${enrollment.courseId}, registration ${enrollment.registrationId}. Every event of every session, with its hash, is in the JSON form of this record.</footer>
</body>
</html>
`;
  return page.text;
}
