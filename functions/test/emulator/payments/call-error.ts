import { z } from 'zod';

const Details = z.object({
  reason: z.string(),
  retryable: z.boolean(),
  fields: z.array(z.object({ path: z.string(), message: z.string() })).default([]),
});

/** What a client is told when it is refused. */
export class CallError extends Error {
  readonly status: string;
  readonly reason: string | undefined;
  readonly retryable: boolean | undefined;
  readonly paths: readonly string[];

  constructor({ status, details }: { status: string; details: unknown }) {
    const { reason, retryable, fields } = Details.partial().parse(details ?? {});
    super(`${status} ${reason}`);
    this.status = status;
    this.reason = reason;
    this.retryable = retryable;
    this.paths = (fields ?? []).map(({ path }) => path);
  }
}
