import { numbersOf } from '../../../src/catalog/parameters.ts';
import type { PolicySource } from '../../../src/catalog/policy-rules.ts';
import type { PolicyVersion } from '../../../src/catalog/schema.ts';

const marks: Readonly<Record<PolicySource['certainty'], string>> = {
  statute: 'S',
  vendors: 'V',
  assumed: 'A',
  ours: 'O',
};

/** Every number of the presets with its certainty, a parameter a row: what `docs/policies.md` shows. */
export function presetTable(presets: readonly PolicyVersion[]): string {
  const parameters = [...new Set(presets.flatMap(numbersOf))];
  const rows = parameters.map(parameter => [
    `\`${parameter}\``,
    ...presets.map(policy => cellOf({ policy, parameter })),
  ]);
  const head = ['', ...presets.map(policy => policy.policyId)];
  return [head, head.map(() => '---'), ...rows].map(cells => `| ${cells.join(' | ')} |`).join('\n');
}

function cellOf({ policy, parameter }: { policy: PolicyVersion; parameter: string }): string {
  const value = valueAt(policy.rules, parameter) ?? valueAt(policy.terms, parameter);
  if (value === undefined) return '–';
  const certainty = policy.sources.find(source => source.parameter === parameter)?.certainty;
  const shown = /Seconds$|\.seconds$/.test(parameter) ? duration(value) : value.toLocaleString('en');
  return `${shown} ${certainty === undefined ? '?' : marks[certainty]}`;
}

function valueAt(holder: object, path: string): number | undefined {
  let value: unknown = holder;
  for (const key of path.split('.'))
    value =
      typeof value === 'object' && value !== null
        ? Object.entries(value).find(([name]) => name === key)?.[1]
        : undefined;
  return typeof value === 'number' ? value : undefined;
}

/** In the largest unit that makes it a whole number, but for what is shorter than ten of them. */
function duration(seconds: number): string {
  const units = [
    { name: 'd', size: 86_400, from: 30 },
    { name: 'h', size: 3_600, from: 1 },
    { name: 'min', size: 60, from: 5 },
  ];
  const unit = units.find(({ size, from }) => seconds % size === 0 && seconds / size >= from);
  return unit === undefined ? `${seconds.toLocaleString('en')} s` : `${seconds / unit.size} ${unit.name}`;
}
