import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { PolicyRules, PolicySource } from '../../../src/catalog/policy-rules.ts';
import { PolicyVersion, Terms } from '../../../src/catalog/schema.ts';
import { presetFiles } from '../catalog/sample.ts';
import { presetTable } from './preset-table.ts';

const root = path.resolve(import.meta.dirname, '../../../..');
const doc = readFileSync(path.join(root, 'docs/policies.md'), 'utf8');

/** The names of all fields, at every depth, of every alternative. */
function fieldsOf(schema: z.ZodType): string[] {
  const found = new Set<string>();
  const visit = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return;
    for (const [key, value] of Object.entries(node)) {
      if (key === 'properties' && typeof value === 'object' && value !== null)
        for (const name of Object.keys(value)) found.add(name);
      visit(value);
    }
  };
  visit(z.toJSONSchema(schema));
  return [...found].sort();
}

const presets = [
  'ohio-teen',
  'texas-driving-safety',
  'illinois-adult',
  'california-violator-school',
  'generic',
].map(name => PolicyVersion.parse(JSON.parse(presetFiles.get(name) ?? '')));

describe('docs/policies.md', () => {
  it('there is something to hold it to', () => {
    expect(fieldsOf(PolicyRules).length).toBeGreaterThan(30);
    expect(fieldsOf(PolicyRules)).toContain('maximumRateHundredths');
  });

  it.each([...fieldsOf(PolicyRules), ...fieldsOf(Terms)])('says what %s means', field => {
    expect(doc).toMatch(new RegExp(`\`[A-Za-z.]*\\b${field}\``));
  });

  it.each(PolicySource.shape.certainty.options)('says what the certainty %s means', certainty => {
    expect(doc).toContain(`\`${certainty}\``);
  });

  it('shows every number of the presets as it is, with how sure we are of it', () => {
    expect(presets).toHaveLength(presetFiles.size);
    expect(doc).toContain(presetTable(presets));
  });
});
