/** A number as people write it, exactly: `digits` × 10^-`places`. */
interface Decimal {
  readonly digits: bigint;
  readonly places: number;
}

/**
 * Whether two numbers differ by at most `tolerance`, in decimal: in binary 0.4 - 0.3 is more than 0.1, and an
 * answer right on the boundary would be wrong. Each number stands for the shortest decimal that names it.
 */
export function isWithin(input: { value: number; of: number; tolerance: number }): boolean {
  const all = [input.value, input.of, input.tolerance].map(decimalOf);
  const places = Math.max(...all.map(each => each.places));
  const [value = 0n, of = 0n, tolerance = 0n] = all.map(each => scaled(each, places));
  const difference = value > of ? value - of : of - value;
  return difference <= tolerance;
}

function decimalOf(value: number): Decimal {
  const [mantissa = '0', exponent = '0'] = String(value).split('e');
  const [whole = '0', fraction = ''] = mantissa.split('.');
  return { digits: BigInt(whole + fraction), places: fraction.length - Number(exponent) };
}

const scaled = ({ digits, places }: Decimal, to: number): bigint => digits * 10n ** BigInt(to - places);
