import { signPayload } from '../../../../tools/stripe-double/index.ts';
import {
  isSignedByStripe,
  loadedStripeLibrary,
  loadStripeLibrary,
} from '../../../src/payments/signature-client.ts';

const secret = 'whsec_of_these_tests';
const payload = '{"id":"evt_1"}';
const nowSeconds = 1_772_380_800;

/** Whether a delivery that was signed so long ago is taken. */
async function taken(ageSeconds: number): Promise<boolean> {
  const header = signPayload({ body: payload, secret, timestampSeconds: nowSeconds - ageSeconds });
  return isSignedByStripe({ stripe: await loadStripeLibrary(), payload, header, secret });
}

describe('how old a signature may be', () => {
  beforeEach(() => void jest.spyOn(Date, 'now').mockReturnValue(nowSeconds * 1_000));
  afterEach(() => jest.restoreAllMocks());

  it.each([
    [0, true],
    [299, true],
    [300, true],
    [301, false],
    [1_000_000, false],
  ])('%i seconds: %s', async (age, expected) => {
    await expect(taken(age)).resolves.toBe(expected);
  });

  it.each(['', ' ', 't=1', 'v1=a', 't=x,v1=y', '=,=', `t=${nowSeconds},v1=`, 'é'])(
    'a header such as %j is no signature',
    async header => {
      const stripe = loadedStripeLibrary() ?? (await loadStripeLibrary());
      expect(isSignedByStripe({ stripe, payload, header, secret })).toBe(false);
    },
  );
});
