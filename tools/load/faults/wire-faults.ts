import { answerBlackHole, answerLost, requestLost } from '../../fault-proxy/index.ts';
import type { Wire } from './plan.ts';
import { WireFault } from './proxy-protocol.ts';

type Share = { readonly action: object; readonly share: number };

/** Of commits: what hurts most is an answer that is lost after the commit has landed. */
const ofCommits: readonly Share[] = [
  { action: answerLost({ code: 'UNAVAILABLE' }), share: 0.008 },
  { action: answerLost({ code: 'ABORTED' }), share: 0.008 },
  { action: answerLost({ code: 'UNKNOWN' }), share: 0.005 },
  { action: answerLost({ code: 'DEADLINE_EXCEEDED' }), share: 0.005 },
  { action: answerLost({ code: 'INTERNAL' }), share: 0.002 },
  { action: answerLost({ code: 'CANCELLED' }), share: 0.002 },
  { action: requestLost({ code: 'UNAVAILABLE' }), share: 0.01 },
  { action: answerBlackHole(), share: 0.003 },
];

const ofReads: readonly Share[] = [
  { action: requestLost({ code: 'UNAVAILABLE' }), share: 0.005 },
  { action: answerLost({ code: 'DEADLINE_EXCEEDED' }), share: 0.003 },
];

const factors: Readonly<Record<Wire, number>> = { quiet: 0, rough: 1, storm: 3 };

/** What the proxy does to calls while the wire is like this; which calls of many follows from the seed. */
export function wireFaults({ wire, seed }: { wire: Wire; seed: number }): readonly WireFault[] {
  const factor = factors[wire];
  if (factor === 0) return [];
  const all = [
    ...ofCommits.map(each => ({ ...each, methods: ['Commit'] })),
    ...ofReads.map(each => ({ ...each, methods: ['BatchGetDocuments', 'RunQuery'] })),
  ];
  return all.map(({ action, share, methods }, index) =>
    WireFault.parse({
      methods,
      timing: { kind: 'share', share: share * factor, seed: seed * all.length + index },
      action,
    }),
  );
}

/** For people: `commit: answer lost, UNAVAILABLE`. */
export function nameOfFault({ action, methods }: WireFault): string {
  const call = methods.includes('Commit') ? 'commit' : 'read';
  switch (action.kind) {
    case 'answerLost':
      return `${call}: answer lost, ${action.code}`;
    case 'requestLost':
      return `${call}: request lost, ${action.code}`;
    case 'blackHole':
      return `${call}: never answered`;
  }
}
