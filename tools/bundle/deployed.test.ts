import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { deployedFile, deployedNames } from '../host/deployed.ts';
import { functionEntries } from './entries.mjs';

const functionsDir = path.resolve(import.meta.dirname, '../../functions');
const listed = Object.keys(
  functionEntries(readFileSync(path.join(functionsDir, 'lib', 'index.js'), 'utf8')),
).sort();

/** What a deploy is told of the functions: firebase-functions' own command loads them as firebase-tools does. */
function discovered(): { functions: string[]; parameters: string[]; secretsOf: (name: string) => string[] } {
  const dir = mkdtempSync(path.join(tmpdir(), 'seatbelt-discovery-'));
  const file = path.join(dir, 'functions.yaml');
  const command = path.join(functionsDir, 'node_modules/firebase-functions/lib/bin/firebase-functions.js');
  const { FUNCTION_TARGET: _, ...inherited } = process.env;
  try {
    execFileSync(process.execPath, [command, '.'], {
      cwd: functionsDir,
      env: { ...inherited, FUNCTIONS_MANIFEST_OUTPUT_PATH: file, GCLOUD_PROJECT: 'demo-seatbelt' },
      stdio: 'ignore',
    });
    const { endpoints, params } = JSON.parse(readFileSync(file, 'utf8'));
    return {
      functions: Object.keys(endpoints).sort(),
      parameters: params.map(({ name }: { name: string }) => name).sort(),
      secretsOf: name => endpoints[name].secretEnvironmentVariables.map(({ key }: { key: string }) => key),
    };
  } finally {
    rmSync(dir, { recursive: true });
  }
}

/** All that is loaded with a function's file, chunks included. */
function textAtStart(name: string): string {
  const [seen, open] = [new Map<string, string>(), [deployedFile({ functionsDir, name })]];
  for (let file = open.pop(); file !== undefined; file = open.pop()) {
    if (seen.has(file)) continue;
    const text = readFileSync(file, 'utf8');
    seen.set(file, text);
    for (const [, target = ''] of text.matchAll(/^(?:import|\} from|export \* from) ?"(\.[^"]+)";$/gm)) {
      open.push(path.join(path.dirname(file), target));
    }
  }
  return [...seen.values()].join('\n');
}

describe('what is deployed', () => {
  it('is a bundle for every function of the list, and none that is not listed', () => {
    expect(deployedNames({ functionsDir })).toEqual(listed);
    expect(listed.length).toBeGreaterThan(50);
  });

  it('is told to a deploy whole: every function, every parameter, the secrets of who has them', () => {
    const { functions, parameters, secretsOf } = discovered();
    expect(functions).toEqual(listed);
    expect(parameters).toEqual([
      'PUBLIC_BASE_URL',
      'SCHOOL_NAME',
      'STRIPE_SECRET_KEY',
      'STRIPE_WEBHOOK_SECRET',
      'WEB_ORIGINS',
    ]);
    expect(secretsOf('stripeWebhook')).toEqual(['STRIPE_WEBHOOK_SECRET', 'STRIPE_SECRET_KEY']);
    expect(secretsOf('heartbeat')).toEqual([]);
  });

  it.each(listed)('%s holds what it needs from the start, and no Stripe', name => {
    const text = textAtStart(name);
    expect(text).toContain('node_modules/@google-cloud/firestore-api/');
    expect(text).not.toMatch(/\/\/ \S*node_modules\/stripe\//);
  });
});
