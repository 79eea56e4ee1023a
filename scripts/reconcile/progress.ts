/** How far a stage is, for people: `balances  [#####-----]  50,000 of 100,000, 2,100 per second, 24 s left`. */
export function progressLine(input: {
  stage: string;
  done: number;
  /** About; the catalog's documents of the same name are among them. */
  documents: number;
  seconds: number;
}): string {
  const { stage, done, documents, seconds } = input;
  const share = documents === 0 ? 1 : Math.min(1, done / documents);
  const filled = Math.round(share * WIDTH);
  const bar = `[${'#'.repeat(filled)}${'-'.repeat(WIDTH - filled)}]`;
  const perSecond = seconds > 0 ? done / seconds : 0;
  const left = perSecond > 0 ? `, ${Math.ceil(Math.max(0, documents - done) / perSecond)} s left` : '';
  return `${stage.padEnd(10)}${bar}  ${number(done)} of ${number(documents)}, ${number(perSecond)} per second${left}`;
}

const WIDTH = 30;
const number = (value: number): string => Math.round(value).toLocaleString('en-US');

const EVERY_MS = 1_000;

/** The progress on stderr: one line that is written over on a terminal, a line now and then elsewhere. */
export class Progress {
  #stage = '';
  #documents = 0;
  #done = 0;
  #startedAt = 0;
  #shownAt = 0;
  readonly #isTerminal: boolean;

  constructor({ isTerminal }: { isTerminal: boolean }) {
    this.#isTerminal = isTerminal;
  }

  begin({ stage, documents }: { stage: string; documents: number }): void {
    this.#end();
    this.#stage = stage;
    this.#documents = documents;
    this.#done = 0;
    this.#startedAt = performance.now();
    this.#show();
  }

  add(documents: number): void {
    this.#done += documents;
    if (performance.now() - this.#shownAt >= EVERY_MS) this.#show();
  }

  /** Makes room for a line of the report. */
  clear(): void {
    if (this.#isTerminal) process.stderr.write('\r\x1b[K');
  }

  finish(): void {
    this.#end();
    this.#stage = '';
  }

  #end(): void {
    if (this.#stage === '') return;
    this.#documents = this.#done;
    this.#show();
    if (this.#isTerminal) process.stderr.write('\n');
  }

  #show(): void {
    const now = performance.now();
    this.#shownAt = now;
    const line = progressLine({
      stage: this.#stage,
      done: this.#done,
      documents: this.#documents,
      seconds: (now - this.#startedAt) / 1_000,
    });
    process.stderr.write(this.#isTerminal ? `\r\x1b[K${line}` : `${line}\n`);
  }
}
