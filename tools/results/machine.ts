import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { cpus, platform, release, totalmem } from 'node:os';
import path from 'node:path';
import type { z } from 'zod';
import { rootDir } from '../setup/paths.mjs';
import type { Machine } from './run-record.ts';

const named = ['@google-cloud/firestore', 'firebase-admin', 'firebase-functions', 'stripe', 'zod'];

/** Java tells its version on stderr. */
function javaVersion(): string {
  try {
    const line = execFileSync('java', ['--version'], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return line.split('\n')[0] ?? 'unknown';
  } catch {
    return 'unknown';
  }
}

function versionOf(name: string): string {
  const file = path.join(rootDir, 'functions', 'node_modules', name, 'package.json');
  const manifest: { version?: string } = JSON.parse(readFileSync(file, 'utf8'));
  return manifest.version ?? 'unknown';
}

/** Where figures were measured: without it they say nothing. */
export function thisMachine(): z.infer<typeof Machine> {
  const cores = cpus();
  return {
    cpu: cores[0]?.model ?? 'unknown',
    cores: cores.length,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    os: `${platform()} ${release()}`,
    node: process.version,
    java: javaVersion(),
    versions: Object.fromEntries(named.map(name => [name, versionOf(name)])),
  };
}

/** The commit the figures belong to, with a plus where files were changed and not committed. */
export function thisCommit(): string {
  const git = (...args: string[]) => execFileSync('git', args, { cwd: rootDir, encoding: 'utf8' }).trim();
  try {
    return git('rev-parse', '--short', 'HEAD') + (git('status', '--porcelain') === '' ? '' : '+');
  } catch {
    return 'unknown';
  }
}
