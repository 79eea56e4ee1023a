/** A callable's answer as a client sees it. `status` is the code's name on the wire, such as NOT_FOUND. */
export type CallAnswer =
  | { ok: true; result: unknown }
  | { ok: false; httpStatus: number; status: string; message: string; details: unknown };

export type CallInput = {
  /** Up to the function's name: `http://127.0.0.1:PORT/{project}/{region}` or `http://127.0.0.1:PORT`. */
  baseUrl: string;
  name: string;
  data: unknown;
  idToken?: string;
  signal?: AbortSignal;
};

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

/** Reads an answer of the callable protocol; anything else is shown as it came, with status UNKNOWN. */
export function readAnswer({ httpStatus, text }: { httpStatus: number; text: string }): CallAnswer {
  const unknown: CallAnswer = { ok: false, httpStatus, status: 'UNKNOWN', message: text, details: undefined };
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    return unknown;
  }
  if (!isRecord(body)) return unknown;
  if ('result' in body && httpStatus === 200) return { ok: true, result: body['result'] };
  const error = body['error'];
  if (!isRecord(error)) return unknown;
  const { status, message, details } = error;
  return { ok: false, httpStatus, status: String(status), message: String(message), details };
}

/**
 * Calls a callable function as the Firebase SDKs do. Refusals are answers, not errors; it rejects only when no
 * answer came.
 */
export async function callFunction(input: CallInput): Promise<CallAnswer> {
  const headers: Record<string, string> = { 'content-type': 'application/json' };
  if (input.idToken !== undefined) headers['authorization'] = `Bearer ${input.idToken}`;
  const response = await fetch(`${input.baseUrl}/${input.name}`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ data: input.data }),
    ...(input.signal === undefined ? {} : { signal: input.signal }),
  });
  return readAnswer({ httpStatus: response.status, text: await response.text() });
}
