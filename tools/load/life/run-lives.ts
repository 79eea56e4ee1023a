import { readCourse } from '../../demo/course-content.ts';
import { seededRandom } from '../../stripe-double/random.ts';
import { pause, runClients } from '../driver/clients.ts';
import type { Driver } from '../driver/driver.ts';
import { QUESTIONS_OF } from '../school/catalog.ts';
import { createStudents } from '../school/people.ts';
import type { School } from '../school/school.ts';
import type { LoadTarget } from '../target.ts';
import { liveLife, type Wait } from './life.ts';

export type LivesLoad = {
  readonly target: LoadTarget;
  readonly driver: Driver;
  readonly school: School;
  readonly clients: number;
  readonly durationMs: number;
  readonly seed: number;
  /** Names the students: no two runs may have the same. */
  readonly runId: string;
  readonly signal: AbortSignal;
};

export type LivesCount = { readonly begun: number; readonly completed: number };

/** Not all come at once: a school fills over minutes. */
const ARRIVAL_SHARE = 0.1;

/** So many clients, each one student after the other, until time is over; the last lives are left where they are. */
export async function runLives(load: LivesLoad): Promise<LivesCount> {
  const { clients, durationMs, signal, seed } = load;
  const random = seededRandom(seed);
  const count = { begun: 0, completed: 0 };
  const lives = new Map<number, AsyncGenerator<Wait, void>>();
  const begin = async (): Promise<AsyncGenerator<Wait, void>> => {
    count.begun += 1;
    return newLife({ load, random, number: count.begun });
  };
  const turn = async (client: number): Promise<void> => {
    if (!lives.has(client)) await pause({ ms: random() * durationMs * ARRIVAL_SHARE, signal });
    const life = lives.get(client) ?? (await begin());
    lives.set(client, life);
    const step = await life.next();
    if (step.done === true) {
      count.completed += 1;
      lives.set(client, await begin());
    } else await pause({ ms: step.value.waitMs, signal });
  };
  await runClients({ clients, durationMs, signal, turn });
  return count;
}

const { rightAnswerTo } = readCourse(QUESTIONS_OF);

async function newLife(input: {
  load: LivesLoad;
  random: () => number;
  number: number;
}): Promise<AsyncGenerator<Wait, void>> {
  const { load, random, number } = input;
  const { target, driver, school, runId } = load;
  const [person] = await createStudents({ target, prefix: `${runId}-${number}`, count: 1 });
  if (person === undefined) throw new Error('no account was made');
  return liveLife({ driver, target, school, person, rightAnswerTo, random });
}
