import { Lanes } from './lanes.ts';

let shared: Lanes | undefined;

/** This process's lanes: opened at first use, one set for all endpoints that share the instance. */
export function lanes(): Lanes {
  shared ??= new Lanes();
  return shared;
}
