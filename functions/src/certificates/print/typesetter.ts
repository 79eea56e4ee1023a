import type PDFDocument from 'pdfkit';
import { type Face, fontPath, type Run, runsOf } from './fonts.ts';

export type Pdf = InstanceType<typeof PDFDocument>;

export interface TextStyle {
  readonly face: Face;
  /** In points; shrunk where the text would be wider than `maxWidth`. */
  readonly size: number;
  readonly color: string;
  /** Between letters, in points. */
  readonly spacing?: number;
  readonly maxWidth?: number;
}

interface Line extends TextStyle {
  readonly text: string;
  /** The baseline's height and the point on it that `align` speaks of. */
  readonly x: number;
  readonly y: number;
  readonly align: 'left' | 'center' | 'right';
}

/** Below this nobody reads it; what is wider still just gets smaller. */
const MIN_READABLE = 11;

/** Sets one line on its baseline, letter by letter in whichever font has the letter. */
export function setLine(pdf: Pdf, line: Line): void {
  const runs = runsOf({ text: line.text, face: line.face });
  const size = fittingSize(pdf, { runs, style: line });
  const spacing = line.spacing ?? 0;
  const width = widthOf(pdf, { runs, size, spacing });
  const start = { left: line.x, center: line.x - width / 2, right: line.x - width }[line.align];
  pdf.fillColor(line.color);
  let x = start;
  for (const run of runs) {
    pdf.font(fontPath(run.font)).fontSize(size);
    pdf.text(run.text, x, line.y, { lineBreak: false, characterSpacing: spacing, baseline: 'alphabetic' });
    x += runWidth(pdf, { run, size, spacing });
  }
}

/** Sets a text in one line, or in two where one would be too small to read. @returns the last baseline */
export function setCentered(
  pdf: Pdf,
  input: TextStyle & { text: string; x: number; y: number; leading: number; maxWidth: number },
): number {
  const { text, leading, y } = input;
  const runs = runsOf({ text, face: input.face });
  const fits = fittingSize(pdf, { runs, style: input }) >= Math.max(MIN_READABLE, input.size * 0.7);
  const lines = fits ? [text] : halves(text);
  for (const [index, part] of lines.entries())
    setLine(pdf, { ...input, text: part, y: y + index * leading, align: 'center' });
  return y + (lines.length - 1) * leading;
}

/** Broken at the blank nearest to the middle. */
function halves(text: string): readonly string[] {
  const blanks = [...text.matchAll(/ /g)].map(({ index }) => index);
  const middle = text.length / 2;
  const at = blanks.sort((a, b) => Math.abs(a - middle) - Math.abs(b - middle))[0];
  return at === undefined ? [text] : [text.slice(0, at), text.slice(at + 1)];
}

function fittingSize(pdf: Pdf, { runs, style }: { runs: readonly Run[]; style: TextStyle }): number {
  const { size, spacing = 0, maxWidth = Number.POSITIVE_INFINITY } = style;
  const width = widthOf(pdf, { runs, size, spacing });
  return width <= maxWidth ? size : (size * maxWidth) / width;
}

const widthOf = (pdf: Pdf, input: { runs: readonly Run[]; size: number; spacing: number }): number =>
  input.runs.reduce((sum, run) => sum + runWidth(pdf, { ...input, run }), 0);

const runWidth = (pdf: Pdf, { run, size, spacing }: { run: Run; size: number; spacing: number }): number =>
  pdf.font(fontPath(run.font)).fontSize(size).widthOfString(run.text, { characterSpacing: spacing });
