import type { GivenAnswer } from './contract/documents.ts';
import type { SafeStorage } from './safe-storage.ts';

/** Answers of an attempt as this browser has them. */
export interface LocalAnswers {
  /** Of the newest save that was begun; the server keeps the answers of the highest. */
  readonly sequence: number;
  readonly answers: readonly GivenAnswer[];
  /** Whether they hold more than the save of that number. */
  readonly isChanged: boolean;
}

const PREFIX = 'seatbelt:draft:';

/** One attempt's answers in the browser's storage, from the first change until the attempt is handed in. */
export class DraftStore {
  readonly #storage: SafeStorage;
  readonly #key: string;

  constructor(input: { storage: SafeStorage; userId: string; attemptId: string }) {
    this.#storage = input.storage;
    this.#key = `${PREFIX}${input.userId}:${input.attemptId}`;
  }

  read(): LocalAnswers | undefined {
    const { sequence, answers, isChanged = false } = this.#storage.get<LocalAnswers>(this.#key);
    return typeof sequence === 'number' && Array.isArray(answers)
      ? { sequence, answers, isChanged }
      : undefined;
  }

  write(local: LocalAnswers): void {
    this.#storage.set(this.#key, local);
  }

  clear(): void {
    this.#storage.remove(this.#key);
  }
}
