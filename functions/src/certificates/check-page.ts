import { type Html, html } from '../platform/html.ts';
import type { CertificateCheck } from './wire.ts';

const style = html`<style>
  :root { color-scheme: light; font: 16px/1.5 Georgia, 'Times New Roman', serif; color: #1d2b3a; background: #f4f1ea; }
  body { margin: 0; min-height: 100vh; display: grid; place-items: center; padding: 1.5rem; box-sizing: border-box; }
  main { background: #fff; max-width: 32rem; width: 100%; box-sizing: border-box; padding: 2.5rem; border: 1px solid #d9cfb8;
    border-top: 6px solid var(--tone); border-radius: 4px; box-shadow: 0 10px 30px #1d2b3a14; }
  .valid { --tone: #1e6b4a; } .invalid { --tone: #a3352b; }
  h1 { margin: 0 0 .25rem; font-size: 1.6rem; color: var(--tone); }
  p { margin: 0 0 1.5rem; }
  dl { display: grid; grid-template-columns: max-content 1fr; gap: .4rem 1.25rem; margin: 0; }
  dt { color: #6b7480; } dd { margin: 0; font-weight: 600; overflow-wrap: anywhere; }
  footer { margin-top: 1.75rem; padding-top: 1rem; border-top: 1px solid #eee6d6; font-size: .85rem; color: #6b7480; }
</style>`;

const verdicts = {
  ISSUED: {
    title: 'This certificate is valid',
    text: 'It was issued by the school and has not been withdrawn.',
  },
  REVOKED: {
    title: 'This certificate was revoked',
    text: 'The school has withdrawn it. It is not valid any more.',
  },
  SUPERSEDED: {
    title: 'This certificate was replaced',
    text: 'The school has issued a corrected one in its place. Ask for the newer certificate.',
  },
} as const;

/** The answer for people. @param check undefined: no certificate bears this serial */
export function checkPage(check: CertificateCheck | undefined): string {
  const verdict =
    check === undefined
      ? {
          title: 'No such certificate',
          text: 'No certificate bears this serial number. Please compare it letter by letter.',
        }
      : verdicts[check.state];
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${verdict.title}</title>
${style}
</head>
<body>
<main class="${check?.valid === true ? 'valid' : 'invalid'}">
<h1>${verdict.title}</h1>
<p>${verdict.text}</p>
${check === undefined ? '' : details(check)}
<footer>Compare course, date and initials with the paper in your hand. Nothing else is told here, to protect the student.</footer>
</main>
</body>
</html>
`;
  return page.text;
}

const details = ({ course, date, initials }: CertificateCheck): Html => html`<dl>
<dt>Course</dt><dd>${course}</dd>
<dt>Issued</dt><dd>${date}</dd>
<dt>Student</dt><dd>${initials}</dd>
</dl>`;
