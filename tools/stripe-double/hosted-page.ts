import type { IncomingMessage, ServerResponse } from 'node:http';
import type { PageAction } from './hosted-action.ts';
import { BODY_LIMITS, readBody, send } from './http.ts';

export type Exchange = { readonly request: IncomingMessage; readonly response: ServerResponse };

/** The button that was pressed, or null for one the page does not have. */
export async function readAction(request: IncomingMessage): Promise<PageAction | null> {
  const body = await readBody(request, { limitBytes: BODY_LIMITS.api });
  const action = new URLSearchParams(body).get('action');
  switch (action) {
    case 'pay':
    case 'bank':
    case 'decline':
      return action;
    default:
      return null;
  }
}

export function sendPage(
  response: ServerResponse,
  page: { readonly status: number; readonly html: string },
): void {
  const headers = { 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'no-store' };
  send(response, { status: page.status, headers, body: page.html });
}

export function redirect(response: ServerResponse, location: string): void {
  send(response, { status: 303, headers: { Location: location }, body: '' });
}
