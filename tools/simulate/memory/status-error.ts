/** gRPC's status codes that a database in memory answers with. */
export const codes = {
  CANCELLED: 1,
  UNKNOWN: 2,
  INVALID_ARGUMENT: 3,
  DEADLINE_EXCEEDED: 4,
  ALREADY_EXISTS: 6,
  RESOURCE_EXHAUSTED: 8,
  FAILED_PRECONDITION: 9,
  ABORTED: 10,
  INTERNAL: 13,
  UNAVAILABLE: 14,
  UNAUTHENTICATED: 16,
} as const;
export type StatusName = keyof typeof codes;

/** An RPC's failure, as the gRPC client throws it. */
export class StatusError extends Error {
  override readonly name = 'StatusError';
  readonly code: number;

  constructor(name: StatusName, message: string) {
    super(`${codes[name]} ${name}: ${message}`);
    this.code = codes[name];
  }
}
