import { createWriteStream, mkdirSync, type WriteStream } from 'node:fs';
import path from 'node:path';
import { finished } from 'node:stream/promises';
import type { Acknowledgement } from './acknowledgement.ts';
import { acknowledgedFile } from './paths.ts';

/** Keeps what was acknowledged as lines of JSON, so that it can be looked for afterwards, by another process too. */
export class AcknowledgementLog {
  readonly file: string;
  readonly #stream: WriteStream;
  #size = 0;

  /** Begins the file anew. */
  constructor({ file = acknowledgedFile }: { file?: string } = {}) {
    mkdirSync(path.dirname(file), { recursive: true });
    this.file = file;
    this.#stream = createWriteStream(file);
  }

  get size(): number {
    return this.#size;
  }

  add(acknowledgement: Acknowledgement): void {
    this.#size += 1;
    this.#stream.write(`${JSON.stringify(acknowledgement)}\n`);
  }

  /** Resolves when all of it is in the file. */
  async close(): Promise<void> {
    this.#stream.end();
    await finished(this.#stream);
  }
}
