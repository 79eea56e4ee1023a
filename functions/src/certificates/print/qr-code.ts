import encodeQR from 'qr';
import { ink } from './ornament.ts';
import type { Pdf } from './typesetter.ts';

/** Light modules that a reader needs around the code (ISO/IEC 18004). */
const QUIET_MODULES = 4;

/** The modules of a QR code, row by row, with its quiet zone; true is dark. */
export const qrModules = (text: string): readonly (readonly boolean[])[] =>
  encodeQR(text, 'raw', { ecc: 'medium', border: QUIET_MODULES });

/** @param place the upper left corner and the width of its dark part, in points; the quiet zone is around it */
export function drawQrCode(
  pdf: Pdf,
  { text, place }: { text: string; place: { x: number; y: number; size: number } },
): void {
  const rows = qrModules(text);
  const unit = place.size / (rows.length - 2 * QUIET_MODULES);
  const [left, top] = [place.x - QUIET_MODULES * unit, place.y - QUIET_MODULES * unit];
  pdf.rect(left, top, rows.length * unit, rows.length * unit).fill('#ffffff');
  for (const [row, modules] of rows.entries())
    for (const [column, isDark] of modules.entries())
      if (isDark) pdf.rect(left + column * unit, top + row * unit, unit, unit);
  pdf.fill(ink.navy);
}
