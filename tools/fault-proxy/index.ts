export type { CallCount } from './call-counts.ts';
export {
  answerBlackHole,
  answerLost,
  delayAfter,
  delayBefore,
  type Fault,
  type FaultAction,
  type FaultedCall,
  type FaultTiming,
  mentioning,
  requestBlackHole,
  requestLost,
  type StatusName,
  statusCodes,
} from './fault.ts';
export { type FaultProxy, startFaultProxy } from './fault-proxy.ts';
export { type FirestoreMethod, firestoreMethods } from './methods.ts';
export type { PlannedFault } from './schedule.ts';
