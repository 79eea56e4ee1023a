import { realNowMs } from '../hosted/globals.ts';
import { type Hostility, hostilities, type RunPlan } from './plan.ts';
import { type RunResult, simulate } from './simulate.ts';

/** No longer than somebody waits for it. */
const LONGEST_MS = 90_000;

/**
 * Looks for a shorter history in which the same sentence is broken: fewer steps, no hostility that is not needed, fewer
 * lives. What is left out changes all that comes after, so this is a search, and ends by the clock.
 */
export async function shrink(failed: RunResult, say: (line: string) => void): Promise<RunResult> {
  const search = new Search(failed, say);
  await search.without();
  await search.lives();
  await search.without();
  return search.best;
}

class Search {
  best: RunResult;
  readonly #invariant: string;
  readonly #endMs = realNowMs() + LONGEST_MS;
  readonly #say: (line: string) => void;

  constructor(failed: RunResult, say: (line: string) => void) {
    this.best = failed;
    this.#invariant = failed.broken?.invariant ?? '';
    this.#say = say;
  }

  async without(): Promise<void> {
    for (const hostility of hostilities) {
      const { plan } = this.best;
      if (plan.without.has(hostility)) continue;
      const without: ReadonlySet<Hostility> = new Set([...plan.without, hostility]);
      await this.#isBroken({ ...plan, without });
    }
  }

  /** Halves, then quarters and so on are left out, as long as that still breaks it. */
  async lives(): Promise<void> {
    let size = Math.ceil(this.#lives.length / 2);
    while (size >= 1 && this.#lives.length > 1) {
      const isSmaller = await this.#leaveOut(size);
      if (!isSmaller && size === 1) return;
      if (!isSmaller) size = Math.floor(size / 2);
      size = Math.min(size, Math.ceil(this.#lives.length / 2));
    }
  }

  get #lives(): readonly number[] {
    return this.best.plan.lives ?? Array.from({ length: this.best.begun }, (_, index) => index);
  }

  async #leaveOut(size: number): Promise<boolean> {
    const all = this.#lives;
    for (let start = 0; start < all.length; start += size) {
      const lives = all.filter((_, index) => index < start || index >= start + size);
      if (lives.length === 0) continue;
      if (await this.#isBroken({ ...this.best.plan, lives })) return true;
      if (realNowMs() > this.#endMs) return false;
    }
    return false;
  }

  /** Tries a smaller plan, and keeps it if the same sentence is broken. */
  async #isBroken(plan: RunPlan): Promise<boolean> {
    if (realNowMs() > this.#endMs) return false;
    // The failing step may come later in another history.
    const roomy = { ...plan, steps: plan.steps * 2 };
    const result = await simulate({ plan: roomy });
    if (result.broken?.invariant !== this.#invariant) return false;
    // Nothing after the step that broke it is needed.
    const steps = Math.min(roomy.steps, result.broken.step);
    this.best = { ...result, plan: { ...roomy, steps } };
    this.#say(
      `  shorter: ${this.#lives.length} lives, ${steps} steps, without ${[...plan.without].join(', ') || 'nothing'}`,
    );
    return true;
  }
}

/** What shows a run again, to the letter. */
export function commandOf({ seed, steps, lives, without }: RunPlan): string {
  const parts = [`--seed ${seed}`, `--steps ${steps}`];
  if (lives !== undefined) parts.push(`--lives ${lives.join(',')}`);
  if (without.size > 0) parts.push(`--without ${[...without].join(',')}`);
  return `npm run simulate -- ${parts.join(' ')} --history`;
}
