import { z } from 'zod';
import { type Printing, printType } from '../types/print-type.ts';

const printing: Printing = { isRequest: false, names: new Map(), instant: 'string' };
const printed = (schema: z.ZodType): string => printType(z.toJSONSchema(schema), printing);

describe('a type of the contract', () => {
  it('says of a list what is in it', () => {
    expect(printed(z.array(z.union([z.string(), z.null()])))).toBe('readonly (string | null)[]');
  });

  it('is refused where it would be printed as something else: a tuple', () => {
    expect(() => printed(z.tuple([z.string(), z.number()]))).toThrow('tuple');
  });
});
