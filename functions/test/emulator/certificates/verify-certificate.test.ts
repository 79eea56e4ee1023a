import './environment.ts';
import { z } from 'zod';
import { newSerial } from '../../../src/certificates/serial.ts';
import { lanes } from '../../../src/commit/index.ts';
import { firestore } from '../../../src/platform/firestore.ts';
import { startHost } from '../payments/host.ts';
import { admin, issuing, revoking, superseding } from './certifying.ts';
import { graduate, setRole } from './graduate.ts';

let host: Awaited<ReturnType<typeof startHost>>;

beforeAll(async () => {
  await setRole(admin, 'admin');
  host = await startHost();
});
afterAll(async () => {
  await host.stop();
  await lanes().close();
  await firestore().terminate();
});

/** Right in itself, and nobody's. */
const unknown = newSerial({ prefix: 'SB', draw: () => 0 });

interface Asked {
  readonly path: string;
  readonly accept?: string;
  readonly method?: string;
}

async function ask({ path, accept = '*/*', method = 'GET' }: Asked) {
  const response = await fetch(`${host.url}/verifyCertificate${path}`, { method, headers: { accept } });
  const text = await response.text();
  const header = (name: string) => response.headers.get(name);
  return { status: response.status, text, header };
}

async function check(path: string) {
  const { status, text } = await ask({ path });
  return { status, body: z.record(z.string(), z.unknown()).parse(JSON.parse(text)) };
}

describe('verifyCertificate', () => {
  it('tells a stranger validity, course, date and initials, and nothing else', async () => {
    const { serial } = await issuing(await graduate({ displayName: 'Ana María Łukasiewicz' }));
    for (const path of [`/${serial}`, `?serial=${serial}`, `/${serial.toLowerCase()}/`]) {
      const { status, body } = await check(path);
      expect(status).toBe(200);
      expect(body).toEqual({
        valid: true,
        state: 'ISSUED',
        course: 'A course',
        date: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
        initials: 'A. Ł.',
      });
    }
  });

  it('revoked and replaced ones keep their address, and say so', async () => {
    const key = await graduate();
    const old = await issuing(key);
    const successor = await superseding({ certificateId: old.certificateId });
    expect(await check(`/${old.serial}`)).toMatchObject({
      status: 200,
      body: { valid: false, state: 'SUPERSEDED', initials: 'A. B.' },
    });
    expect(await check(`/${successor.serial}`)).toMatchObject({ body: { valid: true } });
    await revoking({ certificateId: successor.certificateId });
    const { body } = await check(`/${successor.serial}`);
    expect(Object.keys(body).sort()).toEqual(['course', 'date', 'initials', 'state', 'valid']);
    expect(body).toMatchObject({ valid: false, state: 'REVOKED' });
  });

  it.each([
    ['nothing', ''],
    ['an unknown serial', `/${unknown}`],
    ['a mistyped one', `?serial=${unknown.replace('0000', '0001')}`],
    ['the name of a document', '/certificate_1'],
    ['a path', '/..%2f..%2froles'],
    ['two of them', '?serial[]=a&serial[]=b'],
    ['markup', '?serial=%3Cscript%3Ealert(1)%3C%2Fscript%3E'],
    ['a kilobyte', `?serial=${'0'.repeat(1_000)}`],
  ])('%s: not found, and no word more', async (_, path) => {
    expect(await check(path)).toEqual({ status: 404, body: { valid: false } });
    const page = await ask({ path, accept: 'text/html' });
    expect(page.status).toBe(404);
    expect(page.text).not.toContain('<script');
  });

  it('browsers get a page that runs nothing and loads nothing', async () => {
    const { serial } = await issuing(await graduate());
    const { status, text, header } = await ask({
      path: `/${serial}`,
      accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8',
    });
    expect(status).toBe(200);
    expect(header('content-type')).toContain('text/html');
    expect(header('content-security-policy')).toContain("default-src 'none'");
    expect(header('x-content-type-options')).toBe('nosniff');
    expect(header('cache-control')).toBe('public, max-age=60');
    expect(header('vary')).toContain('Accept');
    expect(text).toContain('This certificate is valid');
    expect(text).not.toMatch(/<script|<img|src=|Berg/);
  });

  it('other methods are refused', async () => {
    const { status, header } = await ask({ path: '/x', method: 'POST' });
    expect(status).toBe(405);
    expect(header('allow')).toBe('GET, HEAD');
  });

  it('a database that does not answer is no «not valid»', async () => {
    const broken = jest.spyOn(firestore(), 'doc').mockImplementation(() => {
      throw new Error('no connection');
    });
    const answer = await ask({ path: `/${unknown}` });
    broken.mockRestore();
    expect(answer.status).toBe(503);
    expect(answer.header('cache-control')).toBe('no-store');
    expect(answer.text).not.toContain('false');
  });
});
