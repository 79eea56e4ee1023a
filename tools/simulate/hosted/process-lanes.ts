import type { Lanes } from '../../../functions/src/commit/index.ts';
import { currentPlace } from './hosting.ts';

/** In place of `commit/process-lanes.ts`: the lanes of the simulated process that asks. */
export function lanes(): Lanes {
  const place = currentPlace();
  if (place === undefined) throw new Error('A command was submitted outside of any process.');
  return place.instance.lanes;
}
