import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { chromium, type Page } from 'playwright-core';
import { z } from 'zod';
import { chromiumFlags, ensureChromium } from '../setup/chromium.ts';
import { rootDir } from '../setup/paths.mjs';
import { runCommand } from '../setup/run-command.ts';
import { pageFunction } from './page-function.ts';
import { webmFile } from './webm.ts';

// Makes the film of the sample lesson: drawn and encoded by a browser, so that it is ours and needs no other program.

const file = path.join(rootDir, 'web', 'public', 'sample', 'lesson.webm');
const film = { width: 640, height: 360, durationMs: 12_000, framesPerSecond: 10, bitsPerSecond: 70_000 };

/** Encoders are there for pages of a secure origin only, which this name is; nothing listens there. */
const pageUrl = 'http://localhost:1/';

const Encoded = z.array(z.object({ timestampMs: z.number(), isKey: z.boolean(), base64: z.string() }));

async function framesFrom(page: Page) {
  await page.route(pageUrl, route => route.fulfill({ contentType: 'text/html', body: '<!doctype html>' }));
  await page.goto(pageUrl);
  const encoded = Encoded.parse(
    await page.evaluate(`(${pageFunction('sample-film.page.js')})(${JSON.stringify(film)})`),
  );
  return encoded.map(({ timestampMs, isKey, base64 }) => ({
    timestampMs,
    isKey,
    data: Buffer.from(base64, 'base64'),
  }));
}

async function main(): Promise<number> {
  const executablePath = await ensureChromium({ say: line => console.error(line) });
  const browser = await chromium.launch({ executablePath, args: [...chromiumFlags] });
  try {
    const frames = await framesFrom(await browser.newPage());
    const bytes = webmFile({ ...film, frames });
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, bytes);
    console.log(`${path.relative(rootDir, file)}: ${frames.length} pictures, ${bytes.length} bytes`);
    return 0;
  } finally {
    await browser.close();
  }
}

runCommand({ main, atTheEnd: 'exit' });
