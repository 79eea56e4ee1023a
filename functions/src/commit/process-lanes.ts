import { systemClock } from '../platform/clock.ts';
import { reportingName } from '../platform/reporting-name.ts';
import { HealthReporter } from './health-reporter.ts';
import { Lanes } from './lanes.ts';

let shared: Lanes | undefined;

/** This process's lanes: opened at first use, one set for all endpoints that share the instance. */
export function lanes(): Lanes {
  shared ??= open();
  return shared;
}

/** With reports of how the instance is doing, where it has a name to report under. */
function open(): Lanes {
  const name = reportingName();
  if (name === undefined) return new Lanes();
  const reporter = new HealthReporter({
    name,
    clock: systemClock,
    submit: command => lanes().submit(command),
  });
  return new Lanes({ onAnswered: () => reporter.commandAnswered() });
}
