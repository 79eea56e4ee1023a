import { readdirSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

/** A file of what is deployed, in a built functions directory. */
export const deployedFile = ({ functionsDir, name }: { functionsDir: string; name: string }): string =>
  path.join(functionsDir, 'lib', 'bundle', `${name}.js`);

/** Names of the functions that are deployed: each has a file of its own. */
export function deployedNames({ functionsDir }: { functionsDir: string }): readonly string[] {
  const files = readdirSync(path.join(functionsDir, 'lib', 'bundle'), { withFileTypes: true });
  const own = files.filter(file => file.isFile() && file.name.endsWith('.js'));
  return own.map(({ name }) => path.basename(name, '.js')).sort();
}

/** The functions as they are deployed, by name. In one process they share what one instance has: lanes, clients, clock. */
export async function loadDeployed({
  functionsDir,
}: {
  functionsDir: string;
}): Promise<Record<string, unknown>> {
  const loaded: Record<string, unknown> = {};
  for (const name of deployedNames({ functionsDir })) {
    const file: Record<string, unknown> = await import(
      pathToFileURL(deployedFile({ functionsDir, name })).href
    );
    loaded[name] = file[name];
  }
  return loaded;
}
