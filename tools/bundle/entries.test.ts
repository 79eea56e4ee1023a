import { functionEntries } from './entries.mjs';

describe('what is bundled', () => {
  it('is every function of the list, each by its own name', () => {
    const text = [
      '/** What is deployed. */',
      "export { enroll } from './enrollments/enroll.js';",
      "export { onOutboxEntryCreated, sweepOutbox } from './effects/carry-out.js';",
      '//# sourceMappingURL=index.js.map',
    ].join('\n');
    expect(functionEntries(text)).toEqual({
      enroll: 'enrollments/enroll.js',
      onOutboxEntryCreated: 'effects/carry-out.js',
      sweepOutbox: 'effects/carry-out.js',
    });
  });

  it.each(["export * from './enrollments/enroll.js';", "import './enrollments/enroll.js';"])(
    'misses no function silently: %s',
    line => {
      expect(() => functionEntries(line)).toThrow(line);
    },
  );
});
