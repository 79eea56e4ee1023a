import { mustBeNone } from '../../bench/bar.ts';
import { seededRandom } from '../../stripe-double/random.ts';
import { showProgress } from '../driver/progress.ts';
import { WebhookDoor } from '../driver/webhook-door.ts';
import { runLives } from '../life/run-lives.ts';
import type { LoadContext, Measured } from '../measured.ts';
import { allOf, errorPercent } from '../report/figures.ts';
import { openSchool } from '../school/school.ts';

const FLUSH_MS = 120_000;
/** Of all intents: a double click, a tab that is open twice. */
const CLICKED_TWICE_SHARE = 0.03;

/** A school on a busy day: students come, pay, study, are examined and drive, and staff give money back. */
export async function scenario3(context: LoadContext): Promise<Measured> {
  const { target, driver, options, runId, signal } = context;
  const school = await openSchool(target);
  const door = await WebhookDoor.open({ driver, target });
  const endProgress = showProgress({ name: 'scenario 3', durationMs: options.durationMs, driver });
  try {
    driver.clickTwice({ share: CLICKED_TWICE_SHARE, random: seededRandom(options.seed) });
    driver.recorder.restart();
    const lives = await runLives({ target, driver, school, runId, signal, ...options });
    const seconds = driver.recorder.elapsedSeconds;
    await target.stripe.control.flush({ timeoutMs: FLUSH_MS });
    return {
      recorder: driver.recorder,
      seconds,
      peers: {},
      ratios: {},
      measures: { 'students who began': lives.begun, 'students who came to the end': lives.completed },
      bars: [
        mustBeNone({ what: 'errors in percent', measured: errorPercent(allOf(driver.recorder.operations)) }),
        mustBeNone({ what: 'webhooks never answered 200', measured: door.pending }),
      ],
      notes: [
        'A heartbeat every 5 s while somebody studies, and 0.5 to 2.5 s between other steps.',
        `${CLICKED_TWICE_SHARE * 100} % of all intents are sent twice at once; both answers have to be the same.`,
        'Document triggers are not carried out meanwhile.',
        'Clients, functions and emulators share the machine’s cores.',
      ],
    };
  } finally {
    endProgress();
    await door.close();
  }
}
