import path from 'node:path';
import { stateDir } from '../setup/paths.mjs';

/** What load tests leave behind: where the stack is, and what was acknowledged. */
export const loadDir = path.join(stateDir, 'load');

export const stackFile = path.join(loadDir, 'stack.json');
export const acknowledgedFile = path.join(loadDir, 'acknowledged.jsonl');
