import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';
import { rootDir, stateDir } from '../setup/paths.mjs';
import { functionEntries } from './entries.mjs';

const toolsDir = path.join(rootDir, 'tools', 'bundle');
const functionsDir = path.join(rootDir, 'functions');
const libDir = path.join(functionsDir, 'lib');
const bundleDir = path.join(libDir, 'bundle');
const stampFile = path.join(stateDir, 'bundled');

/** They read files of their own by path (fonts, font metrics), and whoever prints a certificate alone loads them. */
const external = ['pdfkit', 'fontkit', 'qr', '@expo-google-fonts/*', 'dejavu-fonts-ttf'];

/** CommonJS inside an ES module asks for these; packages that stay outside are asked for by way of `require`. */
const banner = `import { createRequire as bundleCreateRequire } from 'node:module';
import { dirname as bundleDirname } from 'node:path';
import { fileURLToPath as bundleToPath } from 'node:url';
const require = bundleCreateRequire(import.meta.url);
const __filename = bundleToPath(import.meta.url);
const __dirname = bundleDirname(__filename);`;

function fingerprint() {
  const files = readdirSync(libDir, { recursive: true })
    .map(String)
    .filter(file => file.endsWith('.js') && !file.startsWith('bundle'))
    .sort();
  const hash = createHash('sha256');
  const code = files.map(file => path.join(libDir, file));
  const tools = ['bundle.mjs', 'entries.mjs'].map(name => path.join(toolsDir, name));
  const lockfile = path.join(functionsDir, 'package-lock.json');
  for (const file of [...code, ...tools, lockfile]) hash.update(file).update(readFileSync(file));
  return hash.digest('hex');
}

/**
 * Bundles each function of `functions/lib` into `functions/lib/bundle/NAME.js`, with all that several share in chunks.
 * Not minified: it loads no faster, and a stack in the log can be read. Left alone while nothing has changed.
 */
export async function bundleFunctions() {
  const wanted = fingerprint();
  const isDone = existsSync(bundleDir) && existsSync(stampFile) && readFileSync(stampFile, 'utf8') === wanted;
  if (isDone) return;
  rmSync(stampFile, { force: true });
  rmSync(bundleDir, { recursive: true, force: true });
  const entries = {
    ...functionEntries(readFileSync(path.join(libDir, 'index.js'), 'utf8')),
    // For the local stack, which hosts all functions in one process and moves their clock.
    'platform/clock': 'platform/clock.js',
  };
  await build({
    entryPoints: Object.entries(entries).map(([out, file]) => ({ in: path.join(libDir, file), out })),
    outdir: bundleDir,
    chunkNames: 'chunks/[name]-[hash]',
    bundle: true,
    splitting: true,
    platform: 'node',
    target: 'node24',
    format: 'esm',
    minifySyntax: true,
    external,
    banner: { js: banner },
    logLevel: 'warning',
  });
  writeFileSync(stampFile, wanted);
}
