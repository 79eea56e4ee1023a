import { onRequest, type Request } from 'firebase-functions/https';
import '../platform/environment.ts';
import { log } from '../platform/log.ts';
import { checkOf } from './check.ts';
import { checkPage } from './check-page.ts';
import { certificateBySerial } from './queries.ts';
import { parseSerial } from './serial.ts';
import type { CertificateCheck } from './wire.ts';

const SECURITY_HEADERS = {
  'Content-Security-Policy':
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'",
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  // Short, so that a revocation shows soon; long enough that a page that is asked for again costs nothing.
  'Cache-Control': 'public, max-age=60',
  Vary: 'Accept',
} as const;

/**
 * Whether a certificate is real: `…/verifyCertificate/SERIAL` or `?serial=SERIAL`. A page for browsers, JSON for
 * programs. 404 for what is unknown; a mistyped serial is told apart without asking the database.
 */
export const verifyCertificate = onRequest({ invoker: 'public', cors: true }, async (request, response) => {
  response.set(SECURITY_HEADERS);
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.set('Allow', 'GET, HEAD').status(405).json({ valid: false });
    return;
  }
  try {
    const check = await checkFor(request);
    response.status(check === undefined ? 404 : 200);
    if (wantsPage(request)) response.type('html').send(checkPage(check));
    else response.json(check ?? { valid: false });
  } catch (error) {
    log.error('verifyCertificate', error);
    response.set({ 'Cache-Control': 'no-store', 'Retry-After': '5' }).status(503);
    response.type('text').send('This cannot be checked right now. Please try again in a moment.');
  }
});

async function checkFor(request: Request): Promise<CertificateCheck | undefined> {
  const serial = parseSerial(serialIn(request));
  const certificate = serial === undefined ? undefined : await certificateBySerial(serial);
  return certificate === undefined ? undefined : checkOf(certificate);
}

/** The last part of the path, or the query. Taken apart here: a host's own parser makes lists and objects of it. */
function serialIn({ url }: Request): string {
  if (!url.startsWith('/') || !URL.canParse(`http://host.invalid${url}`)) return '';
  const { pathname, searchParams } = new URL(`http://host.invalid${url}`);
  const [last = ''] = pathname
    .split('/')
    .filter(part => part !== '')
    .slice(-1);
  return searchParams.get('serial') ?? decoded(last);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}

const wantsPage = (request: Request): boolean => request.accepts(['json', 'html']) === 'html';
