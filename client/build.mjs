import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { minify } from '@swc/core';
import { build } from 'esbuild';
import { internalNames } from './internal-names.mjs';

const help = `Usage: node client/build.mjs [--types]

Builds the web client into client/dist: one ES module for each entry, chunks they share, and declarations that need
nothing but firebase. Prints what each entry weighs and fails above 12 kB gzipped for all four, firebase not counted.

  --types   first write client/src/contract anew from the server's schemas
  --help    this text
`;

const clientDir = import.meta.dirname;
const rootDir = path.resolve(clientDir, '..');
const distDir = path.join(clientDir, 'dist');
const entries = ['index', 'live', 'study', 'quiz'];
const LARGEST_BYTES = 12_000;

const say = line => process.stdout.write(`${line}\n`);
const complain = line => process.stderr.write(`${line}\n`);

/** With the project's own runtime, whatever this one is: it reads TypeScript. */
function run(args) {
  const node = path.join(rootDir, 'node_modules', 'node', 'bin', 'node');
  execFileSync(node, args, { cwd: rootDir, stdio: 'inherit' });
}

const common = {
  absWorkingDir: clientDir,
  bundle: true,
  format: 'esm',
  platform: 'browser',
  target: 'es2022',
  minify: true,
  mangleProps: new RegExp(`^(${internalNames.join('|')})$`),
  external: ['firebase/*'],
  write: false,
  logLevel: 'warning',
};

/** Once more, by a compressor that inlines what is used once. */
async function compressed(text) {
  const compress = { passes: 3, unsafe_arrows: true, keep_fargs: false };
  const { code } = await minify(text, { module: true, compress, mangle: true, ecma: 2022 });
  return code;
}

async function writeModules() {
  const { outputFiles } = await build({
    ...common,
    entryPoints: entries.map(entry => `src/${entry}.ts`),
    outdir: 'dist',
    chunkNames: 'chunks/[name]-[hash]',
    splitting: true,
  });
  for (const file of outputFiles) {
    mkdirSync(path.dirname(file.path), { recursive: true });
    writeFileSync(file.path, await compressed(file.text));
  }
}

/** What entries add to a page, gzipped: a page has one bundle, in which nothing is twice. */
async function bytesOf(names) {
  const contents = names.map(name => `export * from './${name}.ts';`).join('');
  const stdin = { contents, resolveDir: path.join(clientDir, 'src'), loader: 'ts' };
  const { outputFiles } = await build({ ...common, stdin });
  return gzipSync(await compressed(outputFiles[0].text), { level: 9 }).length;
}

const inKilobytes = bytes => `${(bytes / 1_000).toFixed(2)} kB`;

async function reportSizes() {
  say('Gzipped, without firebase:');
  for (const entry of entries) say(`  ${entry.padEnd(10)}${inKilobytes(await bytesOf([entry])).padStart(9)}`);
  const bytes = await bytesOf(entries);
  say(`  ${'all four'.padEnd(10)}${inKilobytes(bytes).padStart(9)} of ${inKilobytes(LARGEST_BYTES)}`);
  return bytes <= LARGEST_BYTES;
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
  await writeModules();
  run([
    path.join('node_modules', 'typescript', 'bin', 'tsc'),
    '-p',
    path.join('client', 'tsconfig.build.json'),
  ]);
  if (await reportSizes()) return 0;
  complain('The client has grown beyond its size.');
  return 1;
}

process.exitCode = await main(process.argv.slice(2));
