import { existsSync } from 'node:fs';
import { reportFailure } from '../setup/setup-error.mjs';
import { helpText, parseArguments, type ReportRequest } from './arguments.ts';
import { counted } from './numbers.ts';
import { findChromium, takePicture } from './picture.ts';
import { writeReport } from './write-report.ts';

const say = (line: string): void => void process.stderr.write(`${line}\n`);

function write({ fromDir, outFile, picture }: Extract<ReportRequest, { kind: 'write' }>): void {
  const { runs, missing } = writeReport({ fromDir, outFile });
  say(`The report shows ${counted(runs.length, 'run')}; not made: ${missing.length}.`);
  console.log(outFile);
  if (picture === 'taken') addPicture(outFile);
}

/** The page is what counts: where no picture can be taken it stands without one. */
function addPicture(page: string): void {
  const chromium = findChromium(process.env['PATH'] ?? '');
  if (chromium === undefined) {
    say('No Chromium on the PATH, so there is no picture of it.');
    return;
  }
  const picture = page.replace(/\.html$/, '.png');
  try {
    takePicture({ chromium, page, picture });
    console.log(picture);
  } catch (error) {
    say(`${chromium} took no picture: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function main(args: readonly string[]): number {
  const request = parseArguments(args);
  switch (request.kind) {
    case 'help':
      console.log(helpText);
      return 0;
    case 'invalid':
      console.error(request.message);
      return 2;
    case 'write':
      if (request.fromDir !== undefined && !existsSync(request.fromDir)) {
        console.error(`--from: there is no directory ${request.fromDir}`);
        return 2;
      }
      write(request);
      return 0;
  }
}

try {
  process.exitCode = main(process.argv.slice(2));
} catch (error) {
  reportFailure(error);
  process.exitCode = 1;
}
