import { isEmulated, publicBaseUrl } from '../platform/environment.ts';

/** Where the emulators' own functions answer, for a stack without settings. */
const EMULATED = 'http://127.0.0.1:5001/demo-seatbelt/us-central1/verifyCertificate';

/**
 * The address of a certificate's public check. It is printed and scanned years later, so an address that cannot be
 * right stops the print.
 * @throws Error for anything but https without query or fragment; http is allowed in the emulators
 */
export function checkAddress(input: { baseUrl: string; serial: string; allowHttp: boolean }): string {
  const { baseUrl, serial, allowHttp } = input;
  const url = URL.canParse(baseUrl) ? new URL(baseUrl) : undefined;
  const isSafe = url?.protocol === 'https:' || (allowHttp && url?.protocol === 'http:');
  if (url === undefined || !isSafe || url.search !== '' || url.hash !== '' || url.username !== '')
    throw new Error('PUBLIC_BASE_URL must be an https address without query or fragment.');
  return `${url.origin}${url.pathname.replace(/\/+$/, '')}/${encodeURIComponent(serial)}`;
}

export const publicCheckAddress = (serial: string): string =>
  checkAddress({ baseUrl: publicBase(), serial, allowHttp: isEmulated });

/** Also what names this school in exported records: where its accounts are at home. */
export const publicOrigin = (): string => new URL(publicCheckAddress('x')).origin;

const publicBase = (): string => {
  const value = publicBaseUrl.value();
  return value === '' && isEmulated ? EMULATED : value;
};
