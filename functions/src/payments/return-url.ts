import { isEmulated, webOrigins } from '../platform/environment.ts';
import { reasons } from '../platform/reasons.ts';
import { type FieldIssue, RefusalError } from '../platform/refusal.ts';

const LOCAL_HOSTS: ReadonlySet<string> = new Set(['localhost', '127.0.0.1']);

/**
 * Whether a checkout may send the payer to this address: only to the school's own pages, so that nobody uses
 * our checkout to lend credit to a page of theirs. Local pages are allowed in the emulators.
 */
export function isAllowedReturnUrl(input: {
  url: string;
  origins: readonly string[];
  allowLocal: boolean;
}): boolean {
  const { origin, hostname } = new URL(input.url);
  return input.origins.includes(origin) || (input.allowLocal && LOCAL_HOSTS.has(hostname));
}

/** @throws RefusalError RETURN_URL_NOT_ALLOWED, naming each field */
export function assertReturnUrls(urls: Readonly<Record<string, string>>): void {
  const origins = webOrigins
    .value()
    .split(',')
    .map(origin => origin.trim());
  const reason = 'RETURN_URL_NOT_ALLOWED';
  const fields: FieldIssue[] = Object.entries(urls)
    .filter(([, url]) => !isAllowedReturnUrl({ url, origins, allowLocal: isEmulated }))
    .map(([path]) => ({ path, message: reasons[reason].message }));
  if (fields.length > 0) throw new RefusalError({ kind: 'refused', reason, fields });
}
