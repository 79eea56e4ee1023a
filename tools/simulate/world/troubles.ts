import type { Weather } from '../memory/network.ts';
import { Random } from '../time/random.ts';
import type { World } from './world.ts';

export const calmWeather: Weather = { faultShare: 0, typicalMs: 4 };
const weathers: readonly Weather[] = [
  calmWeather,
  { faultShare: 0.02, typicalMs: 6 },
  { faultShare: 0.05, typicalMs: 20 },
  { faultShare: 0.15, typicalMs: 40 },
  { faultShare: 0.6, typicalMs: 20 },
  // An outage: what is told is nearly always wrong.
  { faultShare: 0.95, typicalMs: 10 },
];

/** So far a server's clock may be off, in either direction. */
const MOST_SKEW_MS = 1_500;

interface Trouble {
  readonly world: World;
  readonly random: Random;
}

/** What goes wrong by itself until the world is calm: the network, processes, clocks. */
export function begin(world: World): void {
  const random = new Random(`${world.plan.seed} troubles`);
  if (world.does('faults')) changeWeather({ world, random });
  if (world.does('crashes')) kill({ world, random });
  if (world.does('clocks')) jumpClock({ world, random });
}

function changeWeather({ world, random }: Trouble): void {
  if (world.isCalm) return;
  const weather = random.pick(weathers);
  world.network.weather = weather;
  world.tell(`weather: ${Math.round(weather.faultShare * 100)} % of calls go wrong`);
  // What fails nearly always does not last long.
  const longestMs = weather.faultShare > 0.5 ? 15_000 : 40_000;
  world.scheduler.after(random.between(2_000, longestMs), () => changeWeather({ world, random }));
}

function kill({ world, random }: Trouble): void {
  if (world.isCalm) return;
  if (world.alive.length > 1) {
    const process = random.pick(world.alive);
    process.die();
    world.count('process killed');
    world.tell(`${process.name} is killed`);
    const skewMs = world.does('clocks') ? random.between(-MOST_SKEW_MS, MOST_SKEW_MS) : 0;
    world.scheduler.after(random.between(10, 3_000), () => world.startProcess(world.isCalm ? 0 : skewMs));
  }
  world.scheduler.after(random.between(5_000, 60_000), () => kill({ world, random }));
}

function jumpClock({ world, random }: Trouble): void {
  if (world.isCalm) return;
  const process = random.pick(world.alive);
  process.skewMs = random.between(-MOST_SKEW_MS, MOST_SKEW_MS);
  world.count('clock jump');
  world.tell(`${process.name}: clock jumps to ${process.skewMs} ms off`);
  world.scheduler.after(random.between(5_000, 60_000), () => jumpClock({ world, random }));
}
