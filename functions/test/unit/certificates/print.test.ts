import decodeQR from 'qr/decode.js';
import { runsOf } from '../../../src/certificates/print/fonts.ts';
import { qrModules } from '../../../src/certificates/print/qr-code.ts';
import { renderCertificate } from '../../../src/certificates/print/render-certificate.ts';
import type { Certificate } from '../../../src/certificates/schema.ts';
import { someCertificate } from '../../fixtures/achievement.ts';
import { readPdfs } from '../../fixtures/read-pdf.ts';

const checkAddress = 'https://school.example/verify/SB-0000-0000-0000-0000-1';
const render = (changes: Partial<Certificate> = {}) =>
  renderCertificate({ certificate: someCertificate(changes), checkAddress });

/** Blanks left out: wide letters are set with blanks between them, as a reader sees it. */
const dense = (text: string): string => text.replace(/\s+/g, '');

async function readAll(all: readonly Partial<Certificate>[]) {
  const pages = await readPdfs(await Promise.all(all.map(render)));
  return pages.map(page => ({ ...page, text: dense(page.text) }));
}

describe('the printed certificate', () => {
  it('is one page that says who, what, how long and when, and where to check it', async () => {
    const [page] = await readAll([{}]);
    expect(page).toMatchObject({
      totalPages: 1,
      title: 'Certificate of Completion SB-0000-0000-0000-0000-1',
      links: expect.arrayContaining([checkAddress]),
    });
    for (const said of [
      'SEATBELT DRIVER EDUCATION',
      'Certificate of Completion',
      'Ana María Łukasiewicz',
      'Ohio Teen Driver Education',
      'Ohio, drivers under 18',
      '24 hours of instruction, completed on March 9, 2026',
      'March 11, 2026',
      'SB-0000-0000-0000-0000-1',
      checkAddress,
    ])
      expect(page?.text).toContain(dense(said));
  });

  it('the same certificate gives the same bytes, another name others', async () => {
    const [one, same, other] = await Promise.all([render(), render(), render({ studentName: 'Ben Ode' })]);
    expect(one.equals(same)).toBe(true);
    expect(one.equals(other)).toBe(false);
    expect(one.subarray(0, 5).toString()).toBe('%PDF-');
  });

  it('names of many scripts are printed letter by letter', async () => {
    const names = [
      'Żółć Ążź',
      'Ольга Петрова',
      'Ξένη Παππά',
      'Նարե Գրիգորյան',
      "Seán O'Brien",
      'Trần Thị Hồng',
    ];
    const pages = await readAll(names.map(studentName => ({ studentName })));
    for (const [index, name] of names.entries()) expect(pages[index]?.text).toContain(dense(name));
  });

  it('no name stops the print', async () => {
    const names = [
      ...['李小龙', '😀🇺🇸👩‍👩‍👧', 'אברהם בן דוד', 'محمد علي', 'W'.repeat(100)],
      ...['<script>alert(1)</script>', '\\) Tj ET', '\ufffd\ufffe'],
    ];
    const pages = await readAll(names.map(studentName => ({ studentName })));
    expect(pages.map(({ totalPages }) => totalPages)).toEqual(names.map(() => 1));
  });

  it('what is not valid any more says so across the page', async () => {
    const states = ['ISSUED', 'REVOKED', 'SUPERSEDED'] as const;
    const pages = await readAll(states.map(state => ({ state })));
    const marks = pages.map(({ text }) => /REVOKED|SUPERSEDED/.exec(text)?.[0]);
    expect(marks).toEqual([undefined, 'REVOKED', 'SUPERSEDED']);
  });

  it('a title too long for a line takes two, and none of it is lost', async () => {
    const courseTitle = 'A course about driving in the city, in snow and at night '.repeat(3).trim();
    const [page] = await readAll([{ courseTitle }]);
    expect(page?.text).toContain(dense(courseTitle));
  });
});

describe('letters and fonts', () => {
  it('each letter is set in a font that has it; one that none has becomes a box', () => {
    expect(runsOf({ text: 'Ana Łódź', face: 'italic' })).toEqual([{ text: 'Ana Łódź', font: 'italic' }]);
    expect(runsOf({ text: 'Ana Նարե', face: 'italic' })).toEqual([
      { text: 'Ana ', font: 'italic' },
      { text: 'Նարե', font: 'fallback' },
    ]);
    expect(runsOf({ text: '李', face: 'italic' })).toEqual([{ text: '□', font: 'fallback' }]);
  });

  it('words of a name written from right to left are placed from right to left', () => {
    const words = runsOf({ text: 'אברהם דוד', face: 'italic' }).map(({ text }) => text);
    expect(words).toEqual(['דוד', ' ', 'אברהם']);
  });
});

describe('the QR code', () => {
  it('a reader finds the address in it', () => {
    const rows = qrModules(checkAddress);
    const scale = 4;
    const width = rows.length * scale;
    const data = new Uint8Array(width * width * 4);
    for (let pixel = 0; pixel < width * width; pixel += 1) {
      const [x, y] = [pixel % width, Math.floor(pixel / width)];
      const isDark = rows[Math.floor(y / scale)]?.[Math.floor(x / scale)] === true;
      data.set(isDark ? [0, 0, 0, 255] : [255, 255, 255, 255], pixel * 4);
    }
    expect(decodeQR({ width, height: width, data })).toBe(checkAddress);
  });
});
