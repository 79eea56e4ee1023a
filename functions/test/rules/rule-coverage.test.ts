import { type CoverageReport, coverageGaps } from './rule-coverage.ts';

const SOURCE = 'isUser(uid) && isAdmin()';

/** One condition and its operand, with the given outcomes, as the emulator reports them. */
function report({
  condition,
  operand,
}: {
  condition: object[] | undefined;
  operand: object[];
}): CoverageReport {
  const at = (currentOffset: number, endOffset: number) => ({
    line: 1,
    column: currentOffset + 1,
    currentOffset,
    endOffset,
  });
  const values = (outcomes: object[]) => outcomes.map(value => ({ value: { ...value }, count: 1 }));
  const child = { sourcePosition: at(15, 23), values: values(operand) };
  const parent = { sourcePosition: at(0, 23), children: [child] };
  return {
    rules: { files: [{ content: SOURCE }] },
    report: [condition === undefined ? parent : { ...parent, values: values(condition) }],
  };
}

const yes = { boolValue: true };
const no = { boolValue: false };
const skipped = {};
const failed = { undefined: { causeMessage: 'Null value error.' } };

describe('the coverage of the rules', () => {
  test('is complete when every condition was both true and false', () => {
    expect(coverageGaps(report({ condition: [yes, no], operand: [no, skipped, yes] }))).toEqual([]);
  });

  test('takes a value that is no condition as it comes', () => {
    expect(coverageGaps(report({ condition: [yes, no], operand: [{ stringValue: 'x' }, yes] }))).toEqual([]);
  });

  test.each([
    [
      'was never reached',
      { condition: undefined, operand: [yes, no] },
      'firestore.rules:1:1 never evaluated',
    ],
    ['was never false', { condition: [yes], operand: [yes, no] }, 'firestore.rules:1:1 never false'],
    ['was never true', { condition: [no, skipped], operand: [yes, no] }, 'firestore.rules:1:1 never true'],
    [
      'was always skipped',
      { condition: [yes, no], operand: [skipped] },
      'firestore.rules:1:16 never evaluated',
    ],
    [
      'failed each time',
      { condition: [yes, no], operand: [failed, skipped] },
      'firestore.rules:1:16 always failed',
    ],
  ])('has a gap where an expression %s', (_, given, gap) => {
    expect(coverageGaps(report(given))).toEqual([expect.stringContaining(gap)]);
  });
});
