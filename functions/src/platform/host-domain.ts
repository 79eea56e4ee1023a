/**
 * Goes on outside the `node:domain` in which the functions framework runs each request. Every promise made inside is
 * marked and cleaned up after, which takes a tenth of a short request's time; and what a lane does for many callers
 * would belong to the one who came first, whose request an error of the lane's would end. What an endpoint throws or
 * rejects with goes back to the framework as before.
 */
export function leaveHostDomain(): void {
  const domain: unknown = 'domain' in process ? process.domain : undefined;
  if (canBeLeft(domain)) domain.exit();
}

const canBeLeft = (domain: unknown): domain is { exit(): void } =>
  typeof domain === 'object' && domain !== null && 'exit' in domain && typeof domain.exit === 'function';
