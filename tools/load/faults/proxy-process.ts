import { type PlannedFault, startFaultProxy } from '../../fault-proxy/index.ts';
import { type FromProxy, ToProxy, type WireFault } from './proxy-protocol.ts';
import { nameOfFault } from './wire-faults.ts';

// The fault proxy in a process of its own, so that what the load's clients do never slows it down. Started by
// startProxyProcess with the address of Firestore.

const COUNT_EVERY_MS = 250;

const [upstream = ''] = process.argv.slice(2);
const proxy = await startFaultProxy({ upstream });
const tell = (message: FromProxy): void => void process.send?.(message);

type Planned = { readonly name: string; readonly fault: PlannedFault };
let planned: readonly Planned[] = [];
/** Of plans that are over. */
const before = new Map<string, number>();

const addTo = (counts: Map<string, number>, { name, fault }: Planned): void =>
  void counts.set(name, (counts.get(name) ?? 0) + fault.firedCount());

function replace(faults: readonly WireFault[]): void {
  proxy.clear();
  for (const each of planned) addTo(before, each);
  planned = faults.map(fault => ({ name: nameOfFault(fault), fault: proxy.plan(fault) }));
}

function tellCounts(): void {
  const counts = new Map(before);
  for (const each of planned) addTo(counts, each);
  const hits = [...counts.values()].reduce((sum, count) => sum + count, 0);
  tell({ kind: 'counts', hits, commits: proxy.counts('Commit').seen, byFault: Object.fromEntries(counts) });
}

process.on('message', received => {
  const message = ToProxy.parse(received);
  switch (message.kind) {
    case 'plan':
      replace(message.faults);
      break;
    case 'clear':
      replace([]);
      proxy.releaseBlackHole();
  }
});

setInterval(tellCounts, COUNT_EVERY_MS);
process.on('SIGTERM', () => {
  proxy.stop();
  process.exit(0);
});
// Whoever started it is gone: nobody would end it.
process.on('disconnect', () => process.exit(0));
tell({ kind: 'listening', host: proxy.host });
