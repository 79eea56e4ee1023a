import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';

const help = `Usage: node client/build.mjs [--types]

Builds the web client into client/dist: one ES module for each entry, chunks they share, and declarations that need
nothing but firebase. Prints the size of each and fails above 12 kB gzipped in total, firebase not counted.

  --types   first write client/src/contract anew from the server's schemas
  --help    this text
`;

const clientDir = import.meta.dirname;
const rootDir = path.resolve(clientDir, '..');
const distDir = path.join(clientDir, 'dist');
const entries = ['index', 'live', 'study', 'quiz'];
const LARGEST_TOTAL_BYTES = 12_000;

const say = line => process.stdout.write(`${line}\n`);
const complain = line => process.stderr.write(`${line}\n`);
const run = args => execFileSync(process.execPath, args, { cwd: rootDir, stdio: 'inherit' });

/** @returns the files written, as esbuild tells of them */
async function bundle() {
  const { metafile } = await build({
    absWorkingDir: clientDir,
    entryPoints: entries.map(entry => `src/${entry}.ts`),
    outdir: 'dist',
    chunkNames: 'chunks/[name]-[hash]',
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    minify: true,
    external: ['firebase/*'],
    metafile: true,
    logLevel: 'warning',
  });
  return metafile.outputs;
}

/** What a page loads for one entry: its own file and every chunk below it. */
function filesOf(outputs, file, found = new Set()) {
  if (found.has(file)) return found;
  found.add(file);
  for (const { path: imported, external } of outputs[file].imports)
    if (!external) filesOf(outputs, imported, found);
  return found;
}

const gzippedBytes = file => gzipSync(readFileSync(path.join(clientDir, file)), { level: 9 }).length;
const inKilobytes = bytes => `${(bytes / 1_000).toFixed(2)} kB`;
const total = files => files.reduce((sum, file) => sum + gzippedBytes(file), 0);

function reportSizes(outputs) {
  say('Gzipped, without firebase:');
  for (const entry of entries) {
    const bytes = total([...filesOf(outputs, `dist/${entry}.js`)]);
    say(`  ${entry.padEnd(8)}${inKilobytes(bytes).padStart(10)}`);
  }
  const all = total(Object.keys(outputs));
  say(`  ${'total'.padEnd(8)}${inKilobytes(all).padStart(10)} of ${inKilobytes(LARGEST_TOTAL_BYTES)}`);
  return all <= LARGEST_TOTAL_BYTES;
}

/** A declaration is a module of its own for each source, and names its neighbours by their source's name. */
function declareTypes() {
  const project = path.join('client', 'tsconfig.build.json');
  run([path.join('node_modules', 'typescript', 'bin', 'tsc'), '-p', project]);
  const leftovers = readdirSync(distDir, { recursive: true, encoding: 'utf8' }).filter(
    name => name.endsWith('.ts') && !name.endsWith('.d.ts'),
  );
  if (leftovers.length > 0) throw new Error(`Sources in client/dist: ${leftovers.join(', ')}`);
}

async function main(args) {
  if (args.includes('--help')) {
    say(help);
    return 0;
  }
  const unknown = args.filter(arg => arg !== '--types');
  if (unknown.length > 0) {
    complain(`There is no ${unknown.join(' ')}. See --help.`);
    return 2;
  }
  if (args.includes('--types')) run([path.join('client', 'types', 'main.ts')]);
  rmSync(distDir, { recursive: true, force: true });
  const outputs = await bundle();
  declareTypes();
  if (reportSizes(outputs)) return 0;
  complain('The client has grown beyond its size.');
  return 1;
}

process.exitCode = await main(process.argv.slice(2));
