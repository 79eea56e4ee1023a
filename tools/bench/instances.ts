import { type ChildProcess, fork } from 'node:child_process';
import path from 'node:path';
import {
  type FromInstance,
  isFromInstance,
  type RoundReport,
  shareWork,
  type ToInstance,
  type Work,
} from './protocol.ts';
import type { SubjectName } from './subjects/load-subject.ts';

/** Far above the longest round: what takes longer hangs, and is ended with a word on where. */
const ANSWER_WITHIN_MS = 240_000;

/**
 * What an instance of 256 MiB has: the old space that Node takes where a container has no more, and the young space of
 * functions/.env. Without a limit it takes the whole machine for its own and collects hardly any garbage, so that the
 * memory it holds tells how large the machine is.
 */
export const heapAsDeployed = ['--max-old-space-size=256', '--max-semi-space-size=16'];

/** Processes of one subject, which do a round together. */
export type Instances = {
  readonly subject: SubjectName;
  /** Shares the work among the processes and lets them begin at one moment; their samples as one. */
  round: (work: Work) => Promise<RoundReport>;
  stop: () => Promise<void>;
};

/** Which limit Node finds at its start. */
export type Heap = 'asDeployed' | 'ofTheMachine';

export type InstancesOptions = {
  subject: SubjectName;
  instances: number;
  /** Environment in which they find the emulator. */
  env: Readonly<Record<string, string>>;
  heap: Heap;
  /** Lets a process collect its garbage before it tells what it holds. */
  exposeGc?: true;
};

/** Starts `instances` processes; resolves when all have loaded their modules. */
export async function startInstances({ instances, ...options }: InstancesOptions): Promise<Instances> {
  const all = Array.from({ length: instances }, () => startInstance(options));
  const stop = async () => void (await Promise.all(all.map(instance => instance.stop())));
  const round = async (work: Work): Promise<RoundReport> => {
    const shares = shareWork({ work, instances });
    const each = all.flatMap((instance, index) => {
      const share = shares[index];
      return share === undefined ? [] : [{ instance, share }];
    });
    await Promise.all(
      each.map(({ instance, share }) =>
        instance.ask({ message: { kind: 'prepare', work: share }, answer: 'ready' }),
      ),
    );
    // The barrier: nobody begins before everybody is ready.
    const answers = await Promise.all(
      all.map(instance => instance.ask({ message: { kind: 'go' }, answer: 'done' })),
    );
    return together(answers.flatMap(answer => (answer.kind === 'done' ? [answer.report] : [])));
  };
  try {
    await Promise.all(all.map(instance => instance.started));
  } catch (error) {
    await stop();
    throw error;
  }
  return { subject: options.subject, round, stop };
}

type Instance = {
  started: Promise<unknown>;
  ask: (input: { message: ToInstance; answer: FromInstance['kind'] }) => Promise<FromInstance>;
  stop: () => Promise<void>;
};

function startInstance({ subject, env, heap, exposeGc }: Omit<InstancesOptions, 'instances'>): Instance {
  const child = fork(path.join(import.meta.dirname, 'instance.ts'), [subject], {
    env: { ...process.env, ...env },
    execArgv: [
      ...(heap === 'asDeployed' ? heapAsDeployed : []),
      ...(exposeGc === true ? ['--expose-gc'] : []),
    ],
    // What a benchmark prints is its result; what an instance has to say goes beside it.
    stdio: ['ignore', 2, 2, 'ipc'],
  });
  const exited = new Promise<void>(resolve => child.once('exit', () => resolve()));
  const started = hear({ child, subject, kind: 'started' });
  started.catch(() => undefined);
  return {
    started,
    ask: ({ message, answer }) => {
      const heard = hear({ child, subject, kind: answer });
      child.send(message);
      return heard;
    },
    stop: async () => {
      // It ends by itself when the channel closes; one that hangs is ended.
      if (child.connected) child.disconnect();
      const timer = setTimeout(() => child.kill('SIGKILL'), 5_000);
      await exited;
      clearTimeout(timer);
    },
  };
}

/** The next message of this kind. @throws Error when the process fails, ends, or says nothing for too long */
function hear(input: {
  child: ChildProcess;
  subject: string;
  kind: FromInstance['kind'];
}): Promise<FromInstance> {
  const { child, subject, kind } = input;
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => fail(`said nothing for ${ANSWER_WITHIN_MS / 1_000} s`), ANSWER_WITHIN_MS);
    const onExit = (code: number | null) => fail(`ended with code ${code}`);
    const onMessage = (message: unknown) => {
      if (!isFromInstance(message)) return;
      if (message.kind === 'failed') fail(message.message);
      if (message.kind !== kind) return;
      forget();
      resolve(message);
    };
    const forget = () => {
      clearTimeout(timer);
      child.off('exit', onExit).off('message', onMessage);
    };
    const fail = (how: string) => {
      forget();
      reject(new Error(`the process of ${subject} ${how}`));
    };
    child.on('exit', onExit).on('message', onMessage);
  });
}

function together(reports: readonly RoundReport[]): RoundReport {
  const laneCounts: Record<string, number> = {};
  for (const report of reports) {
    for (const [name, count] of Object.entries(report.laneCounts)) {
      laneCounts[name] = (laneCounts[name] ?? 0) + count;
    }
  }
  return {
    samples: reports.flatMap(report => report.samples),
    elapsedMs: Math.max(...reports.map(report => report.elapsedMs)),
    peakRssMiB: Math.max(...reports.map(report => report.peakRssMiB)),
    rssMiB: Math.max(...reports.map(report => report.rssMiB)),
    heapMiB: Math.max(...reports.map(report => report.heapMiB)),
    laneCounts,
  };
}
