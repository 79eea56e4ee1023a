import { spawnSync } from 'node:child_process';
import path from 'node:path';

/** Source text as the repository's formatter writes it. Throws where the text is no TypeScript. */
export function formatted(input: { text: string; rootDir: string }): string {
  const { text, rootDir } = input;
  const biome = path.join(rootDir, 'node_modules', '@biomejs', 'biome', 'bin', 'biome');
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [biome, 'format', '--stdin-file-path=client/src/contract/generated.ts'],
    { cwd: rootDir, input: text, encoding: 'utf8' },
  );
  if (status !== 0) throw new Error(`The formatter refused a generated file: ${stderr}`);
  return stdout;
}
