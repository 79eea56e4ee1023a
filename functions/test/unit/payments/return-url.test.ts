import fc from 'fast-check';
import { isAllowedReturnUrl } from '../../../src/payments/return-url.ts';
import { CreateCheckoutRequest } from '../../../src/payments/wire.ts';

const origins = ['https://school.example', 'https://learn.school.example:8443'];
const allowed = (url: string, allowLocal = false) => isAllowedReturnUrl({ url, origins, allowLocal });

describe('where a checkout may send the payer', () => {
  it.each([
    'https://school.example/paid',
    'https://school.example',
    'https://SCHOOL.example/paid?course=1#top',
    'https://school.example:443/',
    'https://learn.school.example:8443/back',
    'https://user:secret@school.example/',
  ])('%s is one of the school’s own', url => {
    expect(allowed(url)).toBe(true);
  });

  it.each([
    'http://school.example/paid',
    'https://school.example.evil.example/',
    'https://evil.example/https://school.example',
    'https://school.example@evil.example/',
    'https://learn.school.example/',
    'https://school.example:444/',
    'https://evil.example\\@school.example/',
    'http://localhost:5000/paid',
    'http://127.0.0.1/paid',
  ])('%s is not', url => {
    expect(allowed(url)).toBe(false);
  });

  it('pages of this machine are allowed in the emulators, and only they', () => {
    expect(allowed('http://localhost:5000/paid', true)).toBe(true);
    expect(allowed('http://127.0.0.1:3000/', true)).toBe(true);
    expect(allowed('http://localhost.evil.example/', true)).toBe(false);
    expect(allowed('http://10.0.0.1/', true)).toBe(false);
  });

  it('every address that the wire lets through can be looked at without an error', () => {
    const { successUrl } = CreateCheckoutRequest.shape;
    fc.assert(
      fc.property(
        fc.oneof(
          fc.webUrl(),
          fc.string(),
          fc.string().map(text => `https://${text}`),
        ),
        url => {
          if (successUrl.safeParse(url).success) expect(typeof allowed(url, true)).toBe('boolean');
        },
      ),
      { numRuns: 1_000 },
    );
    for (const url of [
      'javascript:alert(1)',
      'data:text/html,x',
      'ftp://school.example/',
      '//school.example',
    ])
      expect(successUrl.safeParse(url).success).toBe(false);
  });
});
