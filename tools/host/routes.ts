/** A deployed function that is called over HTTP: a request, a callable, or a schedule's target. */
export type HostedFunction = (request: unknown, response: unknown) => unknown;

type Endpoint = { httpsTrigger?: unknown; callableTrigger?: unknown; scheduleTrigger?: unknown };

function endpointOf(exported: unknown): Endpoint | undefined {
  if (typeof exported !== 'function' || !('__endpoint' in exported)) return undefined;
  const endpoint = exported.__endpoint;
  return typeof endpoint === 'object' && endpoint !== null ? endpoint : undefined;
}

function isHosted(exported: unknown): exported is HostedFunction {
  const endpoint = endpointOf(exported);
  // A schedule is a POST by Cloud Scheduler; document events arrive elsewhere.
  return (
    endpoint?.httpsTrigger !== undefined ||
    endpoint?.callableTrigger !== undefined ||
    endpoint?.scheduleTrigger !== undefined
  );
}

/** The functions among a module's exports that are called over HTTP, by their deployed name. */
export function hostedFunctions(exported: object): ReadonlyMap<string, HostedFunction> {
  const hosted = new Map<string, HostedFunction>();
  for (const [name, value] of Object.entries(exported)) if (isHosted(value)) hosted.set(name, value);
  return hosted;
}

export type Route = { name: string /** What the function sees as its own URL. */; url: string };

const short = /^\/([^/?]+)([/?].*)?$/;
const full = /^\/[^/?]+\/[^/?]+\/([^/?]+)([/?].*)?$/;

/**
 * Finds the function a URL asks for: `/{project}/{region}/{name}`, as the Firebase SDKs address an emulator,
 * or `/{name}`, as a Cloud Run address ends. `isName` tells names from project ids.
 */
export function parseRoute({
  url,
  isName,
}: {
  url: string;
  isName: (name: string) => boolean;
}): Route | undefined {
  for (const pattern of [short, full]) {
    const [, name, rest] = pattern.exec(url) ?? [];
    if (name === undefined || !isName(name)) continue;
    return { name, url: rest?.startsWith('/') ? rest : `/${rest ?? ''}` };
  }
  return undefined;
}
