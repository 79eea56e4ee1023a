import { logger } from 'firebase-functions';

/** What a log line may carry: names, ids, counts. Never a body, a message of a client, or a person's data. */
export type LogFields = Readonly<Record<string, string | number | boolean | undefined>>;

export const log = {
  info: (event: string, fields: LogFields = {}): void => logger.info(event, fields),
  warn: (event: string, fields: LogFields = {}): void => logger.warn(event, fields),
  /** The error's name and stack, not its text: an SDK's message may quote a document. */
  error: (event: string, error: unknown, fields: LogFields = {}): void =>
    logger.error(event, { ...fields, ...describe(error) }),
};

function describe(error: unknown): LogFields {
  if (!(error instanceof Error)) return { error: typeof error };
  const frames = error.stack?.split('\n').filter(line => line.trimStart().startsWith('at ')) ?? [];
  return { error: error.name, stack: frames.slice(0, 8).join('\n') };
}
