import { createHmac } from 'node:crypto';

/**
 * The `Stripe-Signature` header of a delivery: HMAC-SHA256 over `timestamp.body`.
 *
 * @param body the exact bytes sent, as text.
 * @param secret the endpoint's signing secret (`whsec_…`), used as it stands.
 * @param timestampSeconds seconds since 1970; receivers refuse what is older than five minutes.
 */
export function signPayload(payload: {
  readonly body: string;
  readonly secret: string;
  readonly timestampSeconds: number;
}): string {
  const { body, secret, timestampSeconds } = payload;
  const signature = createHmac('sha256', secret).update(`${timestampSeconds}.${body}`).digest('hex');
  return `t=${timestampSeconds},v1=${signature}`;
}
