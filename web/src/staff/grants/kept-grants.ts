/** Grants that were opened in this browser; the audit log has them all. */
export interface KeptGrant {
  readonly grantId: string;
  readonly userId: string;
  readonly courseId: string;
  /** ISO 8601. */
  readonly expiresAt: string;
  readonly reason: string;
}

const nameOf = (uid: string): string => `seatbelt-grants/${uid}`;

/** Those that are not over yet, the last to end first. Whatever else is stored there is taken for nothing. */
export function liveGrants({
  grants,
  nowMs,
}: {
  grants: readonly KeptGrant[];
  nowMs: number;
}): readonly KeptGrant[] {
  return grants
    .filter(({ expiresAt }) => Date.parse(expiresAt) > nowMs)
    .sort((one, other) => Date.parse(other.expiresAt) - Date.parse(one.expiresAt));
}

export function parseGrants(text: string | null): readonly KeptGrant[] {
  if (text === null) return [];
  try {
    const stored: unknown = JSON.parse(text);
    return Array.isArray(stored) ? stored.filter(isGrant) : [];
  } catch {
    return [];
  }
}

function isGrant(value: unknown): value is KeptGrant {
  if (typeof value !== 'object' || value === null) return false;
  const names = ['grantId', 'userId', 'courseId', 'expiresAt', 'reason'];
  const fields = new Map<string, unknown>(Object.entries(value));
  return names.every(name => typeof fields.get(name) === 'string');
}

/** Without a storage (a private window) the list is gone with the page; the grants hold all the same. */
export function readGrants(uid: string): readonly KeptGrant[] {
  try {
    return parseGrants(sessionStorage.getItem(nameOf(uid)));
  } catch {
    return [];
  }
}

export function keepGrants({ uid, grants }: { uid: string; grants: readonly KeptGrant[] }): void {
  try {
    sessionStorage.setItem(nameOf(uid), JSON.stringify(grants));
  } catch {
    // Said above: the list is a convenience.
  }
}

/** `12:05`: what is left of a grant. */
export function countdown({ expiresAt, nowMs }: { expiresAt: string; nowMs: number }): string {
  const seconds = Math.max(0, Math.ceil((Date.parse(expiresAt) - nowMs) / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
