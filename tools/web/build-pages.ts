import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { withLock } from '../setup/lock.mjs';
import { projectNode, rootDir, stateDir } from '../setup/paths.mjs';
import { SetupError } from '../setup/setup-error.mjs';

/** Where Vite puts the pages; what is deployed is built there, too. */
export const builtDir = path.join(rootDir, 'web', 'dist');

const stampFile = path.join(stateDir, 'built-pages');
/** The pages, what they are made of, and what that shares with the server. */
const sources = ['web', 'client/src', 'functions/src', 'package-lock.json', 'tsconfig.base.json'];
const notSources: ReadonlySet<string> = new Set(['dist', 'test', 'node_modules']);

function filesBelow(file: string): string[] {
  if (!existsSync(file)) return [];
  const entries = readdirSync(file, { withFileTypes: true });
  return entries
    .filter(entry => !notSources.has(entry.name))
    .flatMap(entry => {
      const below = path.join(file, entry.name);
      return entry.isDirectory() ? filesBelow(below) : [below];
    })
    .sort();
}

// By content: a branch changed back and forth leaves new times on the same files.
function hashOfSources(): string {
  const hash = createHash('sha256');
  for (const source of sources) {
    const file = path.join(rootDir, source);
    const files = path.extname(source) === '' ? filesBelow(file) : [file];
    for (const each of files) hash.update(path.relative(rootDir, each)).update(readFileSync(each));
  }
  return hash.digest('hex');
}

function isBuilt(hash: string): boolean {
  if (!existsSync(path.join(builtDir, 'index.html')) || !existsSync(stampFile)) return false;
  return readFileSync(stampFile, 'utf8') === hash;
}

// In a process of its own: the bundler would stay in the memory of a command that then runs for hours.
function build(): void {
  const vite = path.join(rootDir, 'node_modules', 'vite', 'bin', 'vite.js');
  const args = [vite, 'build', 'web', '--logLevel', 'warn'];
  const { status, stdout, stderr } = spawnSync(projectNode, args, {
    cwd: rootDir,
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1' },
  });
  if (status === 0) return;
  const lines = `${stderr ?? ''}${stdout ?? ''}`.split('\n').map(line => line.trim());
  const first = lines.find(line => /error/i.test(line)) ?? 'the bundler could not be started';
  throw new SetupError(
    `The web pages cannot be built: ${first}. Run \`npm run build:web\` to see all of it.`,
  );
}

/**
 * Builds the pages unless that was done since their sources changed (a few seconds). Throws SetupError with one line when
 * they do not compile.
 */
export async function buildPages({ say }: { say: (line: string) => void }): Promise<{ builtDir: string }> {
  const lockDir = path.join(stateDir, 'web-build.lock');
  const onWait = (ownerPid: number) =>
    say(`Another command (process ${ownerPid}) is building the pages; waiting …`);
  await withLock({ lockDir, onWait }, async () => {
    const hash = hashOfSources();
    if (isBuilt(hash)) return;
    say('Building the web pages …');
    build();
    writeFileSync(stampFile, hash);
  });
  return { builtDir };
}
