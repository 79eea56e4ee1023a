import { existsSync } from 'node:fs';
import { answer, runCommand } from '../setup/run-command.ts';
import { helpText, parseArguments, type ReportRequest } from './arguments.ts';
import { counted } from './numbers.ts';
import { findChromium, takePicture } from './picture.ts';
import { writeReport } from './write-report.ts';

const say = (line: string): void => void process.stderr.write(`${line}\n`);

type WriteRequest = Extract<ReportRequest, { kind: 'write' }>;

function write({ fromDir, outFile, picture }: WriteRequest): void {
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

function writeFrom(request: WriteRequest): number {
  const { fromDir } = request;
  if (fromDir !== undefined && !existsSync(fromDir)) {
    console.error(`--from: there is no directory ${fromDir}`);
    return 2;
  }
  write(request);
  return 0;
}

const main = (args: readonly string[]) =>
  answer({ request: parseArguments(args), help: helpText, run: writeFrom });

runCommand({ main, atTheEnd: 'drain' });
