import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const rootDir = path.resolve(import.meta.dirname, '../..');
const clientDir = path.join(rootDir, 'client');
const node = (args: readonly string[], cwd = rootDir): string =>
  execFileSync(process.execPath, args, { cwd, encoding: 'utf8', stdio: 'pipe' });

describe('the package', () => {
  let consumer: string;
  let sizes: string;

  beforeAll(() => {
    sizes = node(['client/build.mjs']);
    consumer = mkdtempSync(path.join(tmpdir(), 'seatbelt-consumer-'));
    const modules = path.join(consumer, 'node_modules');
    mkdirSync(modules);
    // Firebase and its own parts; neither zod nor anything of the server's.
    symlinkSync(clientDir, path.join(modules, 'seatbelt-client'), 'dir');
    for (const name of ['firebase', '@firebase']) symlinkSync(path.join(rootDir, 'node_modules', name), path.join(modules, name), 'dir');
    writeFileSync(path.join(consumer, 'package.json'), JSON.stringify({ type: 'module', private: true }));
    const compilerOptions = {
      target: 'es2022',
      lib: ['es2022', 'dom', 'dom.iterable'],
      module: 'preserve',
      moduleResolution: 'bundler',
      types: [],
      strict: true,
      skipLibCheck: false,
      noEmit: true,
      preserveSymlinks: true,
    };
    writeFileSync(path.join(consumer, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['page.ts'] }));
  });

  afterAll(() => rmSync(consumer, { recursive: true, force: true }));

  const compile = (page: string): string => {
    writeFileSync(path.join(consumer, 'page.ts'), page);
    try {
      return node([path.join(rootDir, 'node_modules/typescript/bin/tsc'), '-p', 'tsconfig.json'], consumer);
    } catch (error) {
      return String(Reflect.get(Object(error), 'stdout'));
    }
  };

  it('compiles in a project that has firebase and nothing else', () => {
    const page = readFileSync(path.join(clientDir, 'examples', 'paid-enrollment.ts'), 'utf8')
      .replaceAll("'../src/index.ts'", "'seatbelt-client'")
      .replaceAll("'../src/live.ts'", "'seatbelt-client/live'");
    const others = `import { SessionTracker } from 'seatbelt-client/study';
import { AttemptDraft } from 'seatbelt-client/quiz';
export const parts = [SessionTracker, AttemptDraft];
`;
    expect(compile(page + others)).toBe('');
  });

  it('tells a wrong request from a right one', () => {
    const page = `import type { Seatbelt } from 'seatbelt-client';
export const wrong = (seatbelt: Seatbelt) => seatbelt.enroll({ courseId: 1 });
`;
    expect(compile(page)).toContain('page.ts(2');
  });

  it('prints what each entry weighs and stays within its size', () => {
    expect(sizes).toMatch(/index +\d+\.\d\d kB/);
    expect(sizes).toMatch(/total +\d+\.\d\d kB of 12\.00 kB/);
  });
});
