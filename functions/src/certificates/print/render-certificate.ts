import PDFDocument from 'pdfkit';
import type { Certificate } from '../schema.ts';
import { durationText, longDate } from '../wording.ts';
import { drawFrame, drawRule, drawSeal, ink, page } from './ornament.ts';
import { drawQrCode } from './qr-code.ts';
import { type Pdf, setCentered, setLine } from './typesetter.ts';

/** Room for text between the ornaments, in points. */
const TEXT_WIDTH = 600;

/**
 * The certificate as a page to frame: US letter, landscape. The same certificate gives the same bytes.
 * @param checkAddress where anybody may check it; printed, and in the QR code
 */
export function renderCertificate(input: {
  readonly certificate: Certificate;
  readonly checkAddress: string;
}): Promise<Buffer> {
  const { certificate } = input;
  const pdf = new PDFDocument({
    size: 'LETTER',
    layout: 'landscape',
    margin: 0,
    lang: 'en-US',
    displayTitle: true,
    info: {
      Title: `Certificate of Completion ${certificate.serial}`,
      Author: certificate.schoolName,
      Subject: certificate.courseTitle,
      CreationDate: certificate.issuedAt,
    },
  });
  const finished = bytesOf(pdf);
  drawFrame(pdf);
  drawHeading(pdf, certificate);
  drawAchievement(pdf, certificate);
  drawFooter(pdf, input);
  drawMark(pdf, certificate);
  pdf.end();
  return finished;
}

function bytesOf(pdf: Pdf): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    pdf.on('data', (chunk: Buffer) => chunks.push(chunk));
    pdf.on('end', () => resolve(Buffer.concat(chunks)));
    pdf.on('error', reject);
  });
}

const centered = { x: page.center, align: 'center', maxWidth: TEXT_WIDTH } as const;

function drawHeading(pdf: Pdf, { schoolName }: Certificate): void {
  setLine(pdf, {
    ...centered,
    text: schoolName.toUpperCase(),
    ...{ face: 'semiBold', size: 15, spacing: 3.2, color: ink.gold, y: 92 },
  });
  setLine(pdf, {
    ...centered,
    text: 'Certificate of Completion',
    ...{ face: 'semiBold', size: 45, spacing: 0.4, color: ink.navy, y: 146 },
  });
  drawRule(pdf, { y: 166, width: 300 });
}

function drawAchievement(pdf: Pdf, certificate: Certificate): void {
  const { studentName, courseTitle, policyTitle, creditedSeconds, completedAt, timeZone } = certificate;
  const small = { ...centered, face: 'italic', size: 16.5, color: ink.soft } as const;
  setLine(pdf, { ...small, text: 'This is to certify that', y: 202 });
  setLine(pdf, {
    ...centered,
    text: studentName,
    face: 'italic',
    size: 44,
    color: ink.navy,
    y: 254,
    maxWidth: 560,
  });
  pdf
    .moveTo(page.center - 230, 267)
    .lineTo(page.center + 230, 267)
    .lineWidth(0.7)
    .stroke(ink.paleGold);
  setLine(pdf, { ...small, text: 'has successfully completed the course', y: 297 });
  const below = setCentered(pdf, {
    ...{ text: courseTitle, face: 'semiBold', size: 25, color: ink.text, x: page.center, y: 330 },
    ...{ leading: 24, maxWidth: TEXT_WIDTH },
  });
  const hours = `${durationText(creditedSeconds)} of instruction, completed on ${longDate(completedAt, timeZone)}`;
  setLine(pdf, { ...small, text: policyTitle, y: below + 28 });
  setLine(pdf, { ...centered, text: hours, face: 'regular', size: 17, color: ink.text, y: below + 57 });
}

function drawFooter(pdf: Pdf, input: { certificate: Certificate; checkAddress: string }): void {
  const { issuedAt, timeZone, serial } = input.certificate;
  drawSeal(pdf, { x: page.center, y: 474 });
  const left = { x: 92, align: 'left' } as const;
  const label = { face: 'italic', size: 12, color: ink.soft } as const;
  const value = { face: 'semiBold', size: 14.5, color: ink.text, maxWidth: 230 } as const;
  setLine(pdf, { ...left, ...label, text: 'Issued on', y: 462 });
  setLine(pdf, { ...left, ...value, text: longDate(issuedAt, timeZone), y: 480 });
  setLine(pdf, { ...left, ...label, text: 'Serial number', y: 508 });
  setLine(pdf, { ...left, ...value, text: serial, y: 526, spacing: 0.3 });
  const size = 78;
  const corner = { x: page.width - 92 - size, y: 436, size };
  drawQrCode(pdf, { text: input.checkAddress, place: corner });
  pdf.link(corner.x, corner.y, size, size, input.checkAddress);
  setLine(pdf, {
    ...label,
    text: 'Scan to check this certificate',
    ...{ size: 11, align: 'center', x: corner.x + size / 2, y: 534 },
  });
  setLine(pdf, {
    text: input.checkAddress,
    ...{
      face: 'regular',
      size: 8.5,
      color: ink.soft,
      align: 'center',
      x: page.center,
      y: 562,
      maxWidth: 560,
    },
  });
}

/** Across the whole page, so that no copy of it passes for a valid one. */
function drawMark(pdf: Pdf, { state }: Certificate): void {
  if (state === 'ISSUED') return;
  pdf
    .save()
    .rotate(-30, { origin: [page.center, page.height / 2] })
    .fillOpacity(0.3);
  setLine(pdf, {
    text: state,
    ...{ face: 'semiBold', size: state === 'REVOKED' ? 150 : 112, spacing: 8, color: '#b3261e' },
    ...{ x: page.center, y: page.height / 2 + 45, align: 'center' },
  });
  pdf.restore();
}
