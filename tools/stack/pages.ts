import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { rootDir } from '../setup/paths.mjs';
import type { LocalPageConfig } from './page-config.ts';

/** Built pages and what `/config.json` tells them. */
export type ServedPages = { builtDir: string; config: LocalPageConfig };

const Header = z.object({ key: z.string(), value: z.string() });
const Hosting = z.looseObject({
  public: z.string(),
  predeploy: z.unknown(),
  headers: z.array(z.looseObject({ headers: z.array(Header) })),
});
type Hosting = z.infer<typeof Hosting>;

const policyHeader = 'Content-Security-Policy';

/** What the deployed policy allows besides: the emulators and the double, which listen on this machine. */
const allowedLocally = ['http://127.0.0.1:*', 'ws://127.0.0.1:*', 'http://localhost:*'].join(' ');

/** The deployed policy with calls to this machine allowed; all else stays forbidden here, too. */
export function withLocalConnections(policy: string): string {
  return policy.replace(/(^|;\s*)connect-src /, `$1connect-src ${allowedLocally} `);
}

/** How Hosting serves a copy of the pages in `publicDir`: as deployed, but for what this machine needs. */
function localHosting({ deployed, publicDir }: { deployed: Hosting; publicDir: string }): object {
  const { predeploy: _, ...hosting } = deployed;
  const headers = hosting.headers.map(rule => ({
    ...rule,
    headers: rule.headers.map(({ key, value }) => ({
      key,
      value: key === policyHeader ? withLocalConnections(value) : value,
    })),
  }));
  return { ...hosting, headers, public: publicDir };
}

/**
 * Puts a copy of the built pages with this run's addresses into `dir`, and returns the `hosting` part of a firebase.json
 * beside it. A copy: two runs with other ports do not overwrite each other's addresses, and a later build does not
 * change a page under whoever uses it.
 */
export function stagePages(input: ServedPages & { dir: string }): object {
  const { dir, builtDir, config } = input;
  rmSync(dir, { recursive: true, force: true });
  cpSync(builtDir, dir, { recursive: true });
  writeFileSync(path.join(dir, 'config.json'), JSON.stringify(config, null, 2));
  const file: { hosting?: unknown } = JSON.parse(readFileSync(path.join(rootDir, 'firebase.json'), 'utf8'));
  return localHosting({ deployed: Hosting.parse(file.hosting), publicDir: path.basename(dir) });
}
