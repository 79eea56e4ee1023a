import { Random } from '../time/random.ts';
import { Scheduler } from '../time/scheduler.ts';
import { type FaultKind, Network } from './network.ts';

interface Met {
  readonly fault: FaultKind | undefined;
  readonly arrived: boolean;
  /** What the caller heard: the answer, a code, or nothing. */
  readonly heard: string;
}

/** Calls one after the other through a network that loses most of them. */
async function meet({ calls, isHeard }: { calls: number; isHeard: () => boolean }): Promise<readonly Met[]> {
  const scheduler = new Scheduler({ seed: 'network', startMs: 0 });
  const network = new Network({ scheduler, random: new Random('faults'), timeoutMs: 4_000 });
  network.weather = { faultShare: 0.8, typicalMs: 5 };
  const met: Met[] = [];
  let fault: FaultKind | undefined;
  network.onFault = ({ kind }) => {
    fault = kind;
  };
  for (let call = 0; call < calls; call += 1) {
    fault = undefined;
    let [arrived, heard] = [false, 'nothing'];
    const rpc = {
      kind: 'commit',
      arrive: (end: (answer: string) => void) => {
        arrived = true;
        end('answer');
      },
    } as const;
    network.send<string>({ rpc, isHeard }).then(
      answer => {
        heard = answer;
      },
      (error: unknown) => {
        heard = error instanceof Error && 'code' in error ? `code ${error.code}` : 'bug';
      },
    );
    await scheduler.run(() => false);
    met.push({ fault, arrived, heard });
  }
  return met;
}

const of = (met: readonly Met[], kind: FaultKind | undefined) => met.filter(({ fault }) => fault === kind);

test('a call may do its work or not, and the caller is told rightly, wrongly or nothing in time', async () => {
  const met = await meet({ calls: 400, isHeard: () => true });
  for (const { arrived, heard } of of(met, undefined)) expect([arrived, heard]).toEqual([true, 'answer']);
  for (const { arrived, heard } of of(met, 'requestLost'))
    expect([arrived, heard !== 'answer']).toEqual([false, true]);
  for (const { arrived, heard } of of(met, 'answerLost'))
    expect([arrived, heard !== 'answer']).toEqual([true, true]);
  for (const { arrived, heard } of of(met, 'answerSwallowed'))
    expect([arrived, heard]).toEqual([true, 'code 4']);
  for (const { arrived, heard } of of(met, 'requestSwallowed'))
    expect([arrived, heard]).toEqual([false, 'code 4']);
  const late = of(met, 'late');
  expect(late.every(({ arrived }) => arrived)).toBe(true);
  expect(new Set(late.map(({ heard }) => heard))).toEqual(new Set(['answer', 'code 4']));
  expect(new Set(of(met, 'answerLost').map(({ heard }) => heard)).size).toBeGreaterThan(5);
});

test('a dead process hears nothing, and what it had sent lands or does not', async () => {
  const met = await meet({ calls: 100, isHeard: () => false });
  expect(new Set(met.map(({ heard }) => heard))).toEqual(new Set(['nothing']));
  expect(new Set(of(met, undefined).map(({ arrived }) => arrived))).toEqual(new Set([true, false]));
});
