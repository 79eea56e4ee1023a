import path from 'node:path';
import { fileURLToPath } from 'node:url';

// Not `import.meta.dirname`: this file must load on every Node 20, and older ones must get as far as the
// message that says which Node is needed.
export const rootDir = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

/** Everything the tools write lives here: stamps, logs, generated configuration. Safe to delete. */
export const stateDir = path.join(rootDir, '.seatbelt');

const nodeDir = path.join(rootDir, 'node_modules', 'node', 'bin');

/** The Node that Cloud Functions runs, brought in by npm, so that local runs behave like deployed ones. */
export const projectNode = path.join(nodeDir, process.platform === 'win32' ? 'node.exe' : 'node');
