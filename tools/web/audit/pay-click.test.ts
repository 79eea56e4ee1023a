import { runInNewContext } from 'node:vm';
import { pageFunction } from '../page-function.ts';

const FRAME_MS = 16;

/** A page with one button and frames that come when a test says so. */
class FakePage {
  #nowMs = 0;
  #frames: (() => void)[] = [];
  #onClick: (event: { target: object; timeStamp: number }) => void = () => undefined;
  isBusy = false;

  readonly globals = {
    performance: { now: () => this.#nowMs },
    requestAnimationFrame: (frame: () => void) => this.#frames.push(frame),
    addEventListener: (_: string, heard: (event: { target: object; timeStamp: number }) => void) => {
      this.#onClick = heard;
    },
    document: { documentElement: { dataset: {} } },
  };

  click(): void {
    const button = { getAttribute: () => (this.isBusy ? 'true' : null) };
    this.#onClick({ target: { closest: () => button }, timeStamp: this.#nowMs });
  }

  pass({ frames }: { frames: number }): void {
    for (let left = frames; left > 0; left -= 1) {
      this.#nowMs += FRAME_MS;
      for (const frame of this.#frames.splice(0)) frame();
    }
  }
}

function listeningIn(page: FakePage): Promise<unknown> {
  const listening = pageFunction('audit/pay-click.page.js');
  return Promise.resolve(runInNewContext(`(${listening})({ atMostMs: 5000 })`, page.globals));
}

test('a click is timed until the second frame after the button says that it is at work', async () => {
  const page = new FakePage();
  const shownAfterMs = listeningIn(page);
  page.click();
  page.pass({ frames: 2 });
  page.isBusy = true;
  page.pass({ frames: 3 });
  expect(await shownAfterMs).toBe(5 * FRAME_MS);
});

test('a button that never says so is given up after five seconds, instead of waited for without end', async () => {
  const page = new FakePage();
  const shownAfterMs = listeningIn(page);
  page.click();
  page.pass({ frames: 400 });
  expect(await shownAfterMs).toBe(5_008);
});
