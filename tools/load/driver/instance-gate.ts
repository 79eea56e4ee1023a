/** As many requests as Cloud Run gives an instance of ours at once. */
export const CONCURRENCY = 80;
const LOOK_AGAIN_MS = 50;

export type Slot = { readonly instanceUrl: string; readonly release: () => void };

type Waiter = { readonly avoid: string | undefined; readonly admit: (slot: Slot) => void };

/**
 * Shares requests among the instances as the platform's front end does: each goes to the one with the fewest under way,
 * and what exceeds their concurrency waits. Instances may come and go meanwhile.
 */
export class InstanceGate {
  readonly #urls: () => readonly string[];
  readonly #concurrency: number;
  readonly #underWay = new Map<string, number>();
  #waiting: Waiter[] = [];
  #lookAgain: NodeJS.Timeout | undefined;

  constructor({ urls, concurrency = CONCURRENCY }: { urls: () => readonly string[]; concurrency?: number }) {
    this.#urls = urls;
    this.#concurrency = concurrency;
  }

  /** Waits for room. @param avoid an instance that gave no answer; taken all the same if there is no other */
  enter({ avoid }: { avoid?: string | undefined } = {}): Promise<Slot> {
    return new Promise(resolve => {
      this.#waiting.push({ avoid, admit: resolve });
      this.#admit();
    });
  }

  get underWay(): number {
    return [...this.#underWay.values()].reduce((sum, count) => sum + count, 0);
  }

  get waiting(): number {
    return this.#waiting.length;
  }

  #admit(): void {
    while (this.#waiting[0] !== undefined) {
      const instanceUrl = this.#freest(this.#waiting[0].avoid);
      if (instanceUrl === undefined) break;
      const waiter = this.#waiting.shift();
      waiter?.admit(this.#take(instanceUrl));
    }
    clearTimeout(this.#lookAgain);
    // Nobody tells when an instance comes up.
    if (this.#waiting.length > 0) this.#lookAgain = setTimeout(() => this.#admit(), LOOK_AGAIN_MS);
  }

  #freest(avoid: string | undefined): string | undefined {
    const all = this.#urls();
    const others = all.filter(url => url !== avoid);
    const least = (best: string | undefined, url: string) =>
      best === undefined || this.#countOf(url) < this.#countOf(best) ? url : best;
    const freest = (others.length > 0 ? others : all).reduce<string | undefined>(least, undefined);
    if (freest === undefined || this.#countOf(freest) >= this.#concurrency) return undefined;
    return freest;
  }

  #take(instanceUrl: string): Slot {
    this.#underWay.set(instanceUrl, this.#countOf(instanceUrl) + 1);
    const release = () => {
      const left = this.#countOf(instanceUrl) - 1;
      if (left > 0) this.#underWay.set(instanceUrl, left);
      else this.#underWay.delete(instanceUrl);
      this.#admit();
    };
    return { instanceUrl, release };
  }

  #countOf(url: string): number {
    return this.#underWay.get(url) ?? 0;
  }
}
