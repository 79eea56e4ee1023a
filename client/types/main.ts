import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { formatted } from './format.ts';
import { renderContract } from './render.ts';

// Writes the contract's types anew, from the server's schemas.
const rootDir = path.resolve(import.meta.dirname, '../..');
const contractDir = path.join(rootDir, 'client', 'src', 'contract');
mkdirSync(contractDir, { recursive: true });
for (const [name, text] of renderContract())
  writeFileSync(path.join(contractDir, name), formatted({ text, rootDir }));
