/** Errors are told apart by their shape: SDKs ship in several copies, so `instanceof` would miss some. */
export type ErrorShape = Readonly<Record<string, unknown>>;

export function asErrorShape(error: unknown): ErrorShape | undefined {
  return isRecord(error) ? error : undefined;
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
