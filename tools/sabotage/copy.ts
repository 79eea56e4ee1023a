import { cpSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { rootDir, stateDir } from '../setup/paths.mjs';
import type { Damage, Edit } from './damage.ts';

const copied = [
  'functions/src',
  'functions/test',
  'functions/package.json',
  'functions/tsconfig.json',
  'docs',
  'tools',
  'scripts',
  'firebase.json',
  'firestore.indexes.json',
  'firestore.rules',
  'jest.config.mjs',
  'package.json',
  'tsconfig.base.json',
  'tsconfig.json',
];
const linked = ['node_modules', 'functions/node_modules'];

/** A copy of the project to be damaged; the sources themselves are never touched. */
export interface ProjectCopy {
  readonly directory: string;
  /** Damages it. @returns what undoes that */
  damage(damage: Damage): () => void;
  remove(): void;
}

export function copyProject(): ProjectCopy {
  const directory = path.join(stateDir, 'sabotage', String(process.pid));
  const remove = () => rmSync(directory, { recursive: true, force: true });
  mkdirSync(path.join(directory, 'functions'), { recursive: true });
  // Also when it is ended from outside.
  process.once('exit', remove);
  for (const name of copied)
    cpSync(path.join(rootDir, name), path.join(directory, name), { recursive: true });
  for (const name of linked) symlinkSync(path.join(rootDir, name), path.join(directory, name), 'dir');
  return { directory, remove, damage: damage => apply({ damage, directory }) };
}

function apply({ damage, directory }: { damage: Damage; directory: string }): () => void {
  const whole = new Map<string, string>();
  for (const edit of damage.edits) {
    const file = path.join(directory, edit.file);
    const before = readFileSync(file, 'utf8');
    if (!whole.has(file)) whole.set(file, before);
    writeFileSync(file, edited({ edit, text: before }));
  }
  return () => {
    for (const [file, text] of whole) writeFileSync(file, text);
  };
}

/** @throws if the text is gone, or stands there twice: the damage would be another one than its name says */
export function edited({ edit, text }: { edit: Edit; text: string }): string {
  const parts = text.split(edit.find);
  if (parts.length === 2) return parts.join(edit.replace);
  const times = parts.length - 1;
  throw new Error(`${edit.file} holds the text to damage ${times} times, not once:\n${edit.find}`);
}

/** The damages whose text is not where it should be, and what is wrong with it. */
export function problemsOf(damages: readonly Damage[]): readonly string[] {
  return damages.flatMap(({ name, edits }) => {
    const texts = new Map<string, string>();
    try {
      for (const edit of edits) {
        const text = texts.get(edit.file) ?? readFileSync(path.join(rootDir, edit.file), 'utf8');
        texts.set(edit.file, edited({ edit, text }));
      }
      return [];
    } catch (error) {
      return [`${name}: ${error instanceof Error ? error.message : String(error)}`];
    }
  });
}
