import { createServer } from 'node:http';
import path from 'node:path';
import { build } from 'esbuild';
import { listenOnLoopback } from '../../stack/loopback-server.ts';

async function bundledScript(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [path.join(import.meta.dirname, 'tracking.page.js')],
    bundle: true,
    format: 'esm',
    minify: true,
    write: false,
  });
  return outputFiles[0]?.text ?? '';
}

/**
 * Serves the page that only tracks; `tracking` is what its script finds in `window.tracking`. From a server of its own
 * on this machine: a page that the browser does not know to be from here may not call what listens here.
 */
export async function serveTrackingPage(
  tracking: object,
): Promise<{ url: string; stop: () => Promise<void> }> {
  const script = await bundledScript();
  const body = [
    '<!doctype html><title></title>',
    `<script>window.tracking = ${JSON.stringify(tracking).replaceAll('<', '\\u003c')}</script>`,
    '<script type="module" src="/script.js"></script>',
  ].join('\n');
  const server = createServer((request, response) => {
    const isScript = request.url === '/script.js';
    response.setHeader('Content-Type', `${isScript ? 'text/javascript' : 'text/html'}; charset=utf-8`);
    response.end(isScript ? script : body);
  });
  return listenOnLoopback(server);
}
