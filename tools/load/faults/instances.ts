import { type FrontDoor, type FrontDoorOptions, startFrontDoor } from '../../stack/front-door.ts';

export type UnquietInstances = {
  /** Those that take requests at this moment. */
  readonly urls: () => readonly string[];
  /** Ends an instance as the platform may at any time: without a word. Another takes its place. False: it is not up. */
  readonly kill: (instance: number) => boolean;
  /** Resolves when all are up that should be. */
  readonly settled: () => Promise<void>;
  readonly moveClock: (input: { byMs: number }) => Promise<void>;
  /** Of instances that ended by themselves: how. */
  readonly crashes: () => readonly string[];
  readonly stop: () => Promise<void>;
};

type Place = { door: FrontDoor | undefined; starting: Promise<void> };

/** A start that fails is tried again: the port it chose may have been taken meanwhile. */
const MAX_STARTS = 3;

/** Instances of the functions that can be killed one by one, each followed by a new one at a new address. */
export async function startUnquietInstances(input: {
  readonly count: number;
  readonly options: Omit<FrontDoorOptions, 'instances' | 'port'>;
}): Promise<UnquietInstances> {
  const { count, options } = input;
  const crashes: string[] = [];
  let stopping = false;

  async function open(place: Place): Promise<void> {
    for (let starts = 1; !stopping; starts += 1) {
      try {
        const door = await startFrontDoor({ ...options, instances: 1 });
        place.door = door;
        door.crashed.catch((error: unknown) => takeBack({ place, door, error }));
        if (stopping) await door.stop();
        return;
      } catch (error) {
        if (starts >= MAX_STARTS) throw error;
      }
    }
  }

  /** It ended: by our hand, then `door` was taken away before; or by itself. */
  function takeBack({ place, door, error }: { place: Place; door: FrontDoor; error: unknown }): void {
    if (place.door !== door || stopping) return;
    crashes.push(error instanceof Error ? error.message : String(error));
    renew(place);
  }

  function renew(place: Place): void {
    place.door = undefined;
    place.starting = open(place);
    place.starting.catch((error: unknown) => crashes.push(String(error)));
  }

  const places = Array.from(
    { length: count },
    (): Place => ({ door: undefined, starting: Promise.resolve() }),
  );
  const doors = () => places.flatMap(({ door }) => (door === undefined ? [] : [door]));
  const stop = async () => {
    stopping = true;
    await Promise.allSettled(places.map(({ starting }) => starting));
    await Promise.all(doors().map(door => door.stop()));
  };
  for (const place of places) renew(place);
  try {
    await Promise.all(places.map(({ starting }) => starting));
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    urls: () => doors().flatMap(({ urls }) => urls),
    kill: instance => {
      const place = places[instance];
      const [pid] = place?.door?.pids ?? [];
      if (place === undefined || pid === undefined) return false;
      renew(place);
      process.kill(pid, 'SIGKILL');
      return true;
    },
    settled: async () => {
      await Promise.allSettled(places.map(({ starting }) => starting));
    },
    moveClock: async move => {
      await Promise.all(doors().map(door => door.moveClock(move)));
    },
    crashes: () => crashes,
    stop,
  };
}
