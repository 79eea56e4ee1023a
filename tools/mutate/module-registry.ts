import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import vm from 'node:vm';
import { transformSync } from '@swc/core';

type Exports = Record<string, unknown>;
/** The parameters that modules of Node have. */
type Compiled = (
  exports: Exports,
  require: (name: string) => unknown,
  module: { exports: Exports },
  dirname: string,
) => void;

/** Compiled once per process; what a file does when it is loaded happens anew in every registry. */
const compiled = new Map<string, Compiled>();

function compile(file: string): Compiled {
  const { code } = transformSync(readFileSync(file, 'utf8'), {
    filename: file,
    sourceMaps: 'inline',
    jsc: { target: 'es2024', parser: { syntax: 'typescript' } },
    module: { type: 'commonjs' },
    swcrc: false,
    configFile: false,
  });
  const wrapped = `((exports, require, module, __dirname) => {${code}\n})`;
  return vm.runInThisContext(wrapped, { filename: file });
}

/**
 * The project's modules loaded anew, packages once per process. A mutant that matters when a module is loaded (a
 * constant, a table) then needs no new process, and no test sees what another left in a module.
 */
export class ModuleRegistry {
  readonly #modules = new Map<string, { exports: Exports }>();
  readonly #inPlaceOf: Readonly<Record<string, unknown>>;

  /** @param inPlaceOf what takes the place of a package of that name */
  constructor(inPlaceOf: Readonly<Record<string, unknown>>) {
    this.#inPlaceOf = inPlaceOf;
  }

  load(file: string): unknown {
    const known = this.#modules.get(file);
    if (known !== undefined) return known.exports;
    const run = compiled.get(file) ?? compile(file);
    compiled.set(file, run);
    const module = { exports: {} };
    // Before it runs: modules may need each other.
    this.#modules.set(file, module);
    const dirname = path.dirname(file);
    const foreign = createRequire(file);
    const require = (name: string): unknown => {
      if (!name.startsWith('.') || !name.endsWith('.ts')) return this.#inPlaceOf[name] ?? foreign(name);
      return this.load(path.resolve(dirname, name));
    };
    run(module.exports, require, module, dirname);
    return module.exports;
  }
}
