import { moveClock, systemClock } from '../../../src/platform/clock.ts';

const hourMs = 3_600_000;
const before = process.env['FUNCTIONS_EMULATOR'];

afterEach(() => {
  process.env['FUNCTIONS_EMULATOR'] = 'true';
  moveClock({ byMs: 0 });
  if (before === undefined) delete process.env['FUNCTIONS_EMULATOR'];
  else process.env['FUNCTIONS_EMULATOR'] = before;
});

describe('the clock', () => {
  it('is the machine’s', () => {
    expect(Math.abs(systemClock.now().getTime() - Date.now())).toBeLessThan(hourMs);
  });

  it('can be moved in the emulators, by whole milliseconds', () => {
    process.env['FUNCTIONS_EMULATOR'] = 'true';
    moveClock({ byMs: 48 * hourMs });
    expect(systemClock.now().getTime() - Date.now()).toBeGreaterThan(47 * hourMs);
    for (const byMs of [0.5, Number.NaN, Number.POSITIVE_INFINITY])
      expect(() => moveClock({ byMs })).toThrow(TypeError);
  });

  it('cannot be moved in production', () => {
    delete process.env['FUNCTIONS_EMULATOR'];
    expect(() => moveClock({ byMs: hourMs })).toThrow('emulators only');
    expect(Math.abs(systemClock.now().getTime() - Date.now())).toBeLessThan(hourMs);
  });
});
