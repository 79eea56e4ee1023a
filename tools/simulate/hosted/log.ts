import { hostedWorld } from './hosting.ts';

/** In place of `platform/log.ts`: only what tells of a bug is looked at. */
export const log = {
  info: (): void => undefined,
  warn: (): void => undefined,
  error: (event: string, error: unknown): void => hostedWorld().onError(event, error),
};
