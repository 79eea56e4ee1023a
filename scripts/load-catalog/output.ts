import Table from 'cli-table3';
import { isRefused, type LoadReport } from '../../functions/src/catalog/load-report.ts';
import type { FieldIssue } from '../../functions/src/platform/refusal.ts';
import type { LoadArguments } from './arguments.ts';

export interface Output {
  reports(reports: readonly LoadReport[]): void;
  issues(issues: readonly FieldIssue[]): void;
  failure(message: string): void;
}

type Target = Pick<LoadArguments, 'mode' | 'format' | 'target'>;

/** Long values, such as a course's order of lessons, are shown whole with --json. */
const MAX_VALUE_LENGTH = 60;

export function output(args: Target): Output {
  return args.format === 'json' ? jsonOutput(args) : tableOutput(args);
}

function jsonOutput({ mode, target }: Target): Output {
  const print = (result: object) => console.log(JSON.stringify({ target, mode, ...result }, undefined, 2));
  return {
    reports: reports => print({ isRefused: reports.some(isRefused), reports }),
    issues: issues => print({ isRefused: true, issues }),
    failure: message => print({ isRefused: true, failure: message }),
  };
}

function tableOutput({ mode, target }: Target): Output {
  return {
    reports: reports => {
      console.log(`${mode === 'apply' ? 'Loading into' : 'Would load into'} ${target}:`);
      console.log(tableOf(reports));
      console.log(summaryOf({ reports, mode }));
    },
    issues: issues => {
      for (const { path, message } of issues) console.error(path === '' ? message : `${path}: ${message}`);
      console.error('Nothing was written.');
    },
    // Some of it may have landed; running again finds out and does the rest.
    failure: message => console.error(`${target}: ${message}`),
  };
}

function tableOf(reports: readonly LoadReport[]): string {
  const table = new Table({ head: ['what', 'action', 'changes'], style: { head: [], border: [] } });
  for (const { name, action, changes, remarks } of reports) {
    const lines = changes.map(({ what, from, to }) => `${what}: ${short(from)} → ${short(to)}`);
    table.push([name, action, [...lines, ...remarks].join('\n')]);
  }
  return table.toString();
}

function short(value: string | null): string {
  if (value === null) return '–';
  return value.length <= MAX_VALUE_LENGTH ? value : `${value.slice(0, MAX_VALUE_LENGTH - 1)}…`;
}

function summaryOf({ reports, mode }: { reports: readonly LoadReport[]; mode: Target['mode'] }): string {
  if (reports.some(isRefused)) return 'Refused: nothing was written.';
  const pending = reports.filter(({ action }) => action !== 'same').length;
  if (pending === 0) return 'Nothing to change.';
  return mode === 'apply' ? `Written: ${pending}.` : `To write: ${pending}. Run again with --apply.`;
}
