import { existsSync, globSync } from 'node:fs';
import path from 'node:path';
import { rootDir } from '../setup/paths.mjs';
import { edited, problemsOf } from './copy.ts';
import { damages } from './damages.ts';

test('every damage fits the sources as they are', () => {
  expect(problemsOf(damages)).toEqual([]);
});

test('a text that is gone, or stands there twice, is told and not passed over', () => {
  const edit = { file: 'a.ts', find: 'one', replace: 'two' };
  expect(edited({ edit, text: 'one and more' })).toBe('two and more');
  expect(() => edited({ edit, text: 'three' })).toThrow('a.ts holds the text to damage 0 times, not once');
  expect(() => edited({ edit, text: 'one one' })).toThrow('2 times');
});

test('no two damages share a name, and each says who should notice', () => {
  const names = damages.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  for (const { catchers, edits } of damages)
    expect([catchers.length > 0, edits.length > 0]).toEqual([true, true]);
});

test('whoever should notice a damage exists', () => {
  const files = globSync('functions/test/**/*.test.ts', { cwd: rootDir });
  const missing = damages.flatMap(({ catchers }) =>
    catchers.flatMap(catcher =>
      catcher.kind === 'command'
        ? [catcher.script].filter(script => !existsSync(path.join(rootDir, script)))
        : catcher.paths.filter(part => !files.some(file => file.includes(part))),
    ),
  );
  expect(missing).toEqual([]);
});
