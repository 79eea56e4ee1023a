export {
  type Applied,
  apply,
  type Command,
  type Decision,
  type Json,
  type JsonObject,
  type Receipt,
  type View,
} from './command.ts';
export {
  type Change,
  create,
  type Doc,
  type DocumentData,
  type Load,
  toCreate,
  toExpectNew,
  toGuard,
  toRead,
  toWrite,
  update,
} from './document.ts';
export { fingerprintOf } from './fingerprint.ts';
export { HealthReport, healthDoc } from './health-report.ts';
export { Lanes, type LanesOptions } from './lanes.ts';
export { LaneMetrics, laneMetrics } from './metrics.ts';
export { lanes } from './process-lanes.ts';
export { readDocument } from './read-document.ts';
export { untilFresh } from './until-fresh.ts';
