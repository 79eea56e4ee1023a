import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { reportFailure } from '../../setup/setup-error.mjs';
import { onSignal } from '../../stack/on-signal.ts';
import { Driver } from '../driver/driver.ts';
import { Recorder } from '../driver/recorder.ts';
import { stackFile } from '../paths.ts';
import { admitStudents, grantUnits, openSchool } from '../school/school.ts';
import { StackDescription } from './description.ts';
import { untilIdle } from './idle.ts';
import { type LoadStack, startLoadStack } from './load-stack.ts';

// The process that keeps a stack up after `load-test:setup` has returned. Started with the number of instances.

const STUDENTS = 100;
const AUTHORIZATIONS = 10;
const UNITS = 8;
const IDLE_MINUTES = 60;

const say = (line: string): void => console.error(line);

/** Something to look at and to try by hand; each scenario brings people of its own besides. */
async function seed({ target }: LoadStack): Promise<void> {
  say('Loading courses, students and hours of driving …');
  const acknowledgements = { add: () => undefined };
  const signal = new AbortController().signal;
  const driver = new Driver({ target, recorder: new Recorder(), acknowledgements, signal });
  try {
    const school = await openSchool(target);
    const students = await admitStudents({ target, driver, prefix: 'load-student', count: STUDENTS });
    const driving = students.slice(0, AUTHORIZATIONS);
    await Promise.all(driving.map(student => grantUnits({ driver, school, student, totalUnits: UNITS })));
  } finally {
    await driver.close();
  }
}

/** Whole or not at all: whoever finds the file finds a stack that is ready. */
function announce(stack: LoadStack): void {
  const description = { ...stack.description, pid: process.pid, startedAt: new Date().toISOString() };
  const text = JSON.stringify(StackDescription.parse(description), null, 2);
  writeFileSync(`${stackFile}.${process.pid}`, `${text}\n`);
  renameSync(`${stackFile}.${process.pid}`, stackFile);
}

async function keep(instances: number): Promise<void> {
  let stack: LoadStack | undefined;
  const stop = async () => {
    rmSync(stackFile, { force: true });
    await stack?.stop();
  };
  onSignal(stop);
  stack = await startLoadStack({ instances, say });
  Object.assign(process.env, stack.target.env);
  try {
    await Promise.race([seed(stack), stack.crashed]);
    announce(stack);
    await Promise.race([untilIdle({ stack, minutes: IDLE_MINUTES }), stack.crashed]);
    say(`Nobody used it for ${IDLE_MINUTES} minutes.`);
  } finally {
    await stop();
  }
}

keep(Number(process.argv[2])).then(
  () => process.exit(0),
  (error: unknown) => {
    reportFailure(error);
    process.exit(1);
  },
);
