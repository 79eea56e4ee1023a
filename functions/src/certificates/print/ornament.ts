import type { Pdf } from './typesetter.ts';

export const ink = {
  navy: '#14304f',
  gold: '#a9822f',
  paleGold: '#d9c48f',
  text: '#2b3440',
  soft: '#5d6672',
} as const;

/** US letter, landscape, in points. */
export const page = { width: 792, height: 612, center: 396 } as const;

/** Ivory paper, a double frame with stepped corners, and a pale guilloche behind the text. */
export function drawFrame(pdf: Pdf): void {
  pdf.rect(0, 0, page.width, page.height).fill('#fdfbf5');
  drawGuilloche(pdf);
  steppedFrame(pdf, { inset: 22, step: 0, width: 5, color: ink.navy });
  steppedFrame(pdf, { inset: 32, step: 20, width: 0.9, color: ink.gold });
  steppedFrame(pdf, { inset: 37, step: 20, width: 2, color: ink.gold });
  for (const [x, y] of corners(44)) drawCorner(pdf, { x, y });
}

const corners = (inset: number): readonly (readonly [number, number])[] => [
  [inset, inset],
  [page.width - inset, inset],
  [inset, page.height - inset],
  [page.width - inset, page.height - inset],
];

/** A rectangle whose corners are cut in by a square step. */
function steppedFrame(pdf: Pdf, frame: { inset: number; step: number; width: number; color: string }): void {
  const { inset: left, step, width, color } = frame;
  const [top, right, bottom] = [left, page.width - left, page.height - left];
  const outline: readonly (readonly [number, number])[] = [
    [left + step, top],
    [right - step, top],
    [right - step, top + step],
    [right, top + step],
    [right, bottom - step],
    [right - step, bottom - step],
    [right - step, bottom],
    [left + step, bottom],
    [left + step, bottom - step],
    [left, bottom - step],
    [left, top + step],
    [left + step, top + step],
  ];
  for (const [index, [x, y]] of outline.entries()) {
    if (index === 0) pdf.moveTo(x, y);
    else pdf.lineTo(x, y);
  }
  pdf.closePath().lineWidth(width).stroke(color);
}

/** A rosette of eight petals in the step of each corner. */
function drawCorner(pdf: Pdf, { x, y }: { x: number; y: number }): void {
  pdf.circle(x, y, 9).lineWidth(0.8).stroke(ink.gold);
  for (let petal = 0; petal < 8; petal += 1) {
    pdf.save().rotate(petal * 45, { origin: [x, y] });
    pdf.ellipse(x, y - 4.4, 1.7, 3.6).fill(petal % 2 === 0 ? ink.navy : ink.gold);
    pdf.restore();
  }
  pdf.circle(x, y, 1.6).fill('#fdfbf5');
}

/** Fine lines as on banknotes: a curve that turns about the centre and closes. */
function drawGuilloche(pdf: Pdf): void {
  const middle = page.height / 2;
  for (const { radius, wave, lobes } of [
    { radius: 190, wave: 38, lobes: 24 },
    { radius: 150, wave: 30, lobes: 18 },
    { radius: 110, wave: 24, lobes: 12 },
  ]) {
    for (const phase of [0, Math.PI]) {
      const steps = 720;
      for (let step = 0; step <= steps; step += 1) {
        const angle = (step / steps) * 2 * Math.PI;
        const reach = radius + wave * Math.sin(lobes * angle + phase);
        const [x, y] = [page.center + reach * 1.28 * Math.cos(angle), middle + reach * Math.sin(angle)];
        if (step === 0) pdf.moveTo(x, y);
        else pdf.lineTo(x, y);
      }
      pdf.closePath().lineWidth(0.4).stroke('#efe6cf');
    }
  }
}

/** A rule that swells to a diamond in its middle. */
export function drawRule(pdf: Pdf, { y, width }: { y: number; width: number }): void {
  const x = page.center;
  pdf.moveTo(x - width / 2, y).lineTo(x - 9, y);
  pdf.moveTo(x + 9, y).lineTo(x + width / 2, y);
  pdf.lineWidth(0.9).stroke(ink.gold);
  for (const [dx, size] of [
    [0, 4],
    [-width / 2, 1.8],
    [width / 2, 1.8],
  ] as const)
    pdf
      .polygon([x + dx, y - size], [x + dx + size, y], [x + dx, y + size], [x + dx - size, y])
      .fill(ink.gold);
}

/** The seal: a gold star of many points round a belt that is fastened. */
export function drawSeal(pdf: Pdf, { x, y }: { x: number; y: number }): void {
  drawRibbon(pdf, { x, y });
  const points = 40;
  const star = Array.from({ length: points * 2 }, (_, index): [number, number] => {
    const angle = (index / (points * 2)) * 2 * Math.PI;
    const reach = index % 2 === 0 ? 43 : 38.5;
    return [x + reach * Math.cos(angle), y + reach * Math.sin(angle)];
  });
  pdf.polygon(...star).fill(ink.gold);
  pdf.circle(x, y, 34.5).lineWidth(0.8).stroke('#fdfbf5');
  pdf.circle(x, y, 32).fill('#b8913c');
  pdf.circle(x, y, 27).lineWidth(0.8).stroke('#f3e5bd');
  drawBelt(pdf, { x, y });
}

function drawRibbon(pdf: Pdf, { x, y }: { x: number; y: number }): void {
  for (const [side, color] of [
    [-1, ink.navy],
    [1, '#1d4169'],
  ] as const) {
    pdf
      .polygon(
        [x + side * 2, y + 22],
        [x + side * 24, y + 22],
        [x + side * 31, y + 66],
        [x + side * 20, y + 57],
        [x + side * 10, y + 68],
      )
      .fill(color);
  }
}

/** A strap across the seal, with its buckle. */
function drawBelt(pdf: Pdf, { x, y }: { x: number; y: number }): void {
  pdf.save();
  pdf.circle(x, y, 27).clip();
  pdf.rotate(-38, { origin: [x, y] });
  pdf.rect(x - 40, y - 6, 80, 12).fill('#fdf6e0');
  pdf.rect(x - 40, y - 4.2, 80, 0.7).fill(ink.paleGold);
  pdf.rect(x - 40, y + 3.5, 80, 0.7).fill(ink.paleGold);
  pdf.roundedRect(x - 10, y - 10, 20, 20, 3).fill(ink.navy);
  pdf
    .roundedRect(x - 6.5, y - 6.5, 13, 13, 2)
    .lineWidth(1.2)
    .stroke('#fdf6e0');
  pdf.rect(x - 2.2, y - 3, 4.4, 6).fill('#fdf6e0');
  pdf.restore();
}
