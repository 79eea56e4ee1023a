import { TimeZone } from '../../../src/catalog/time-zone.ts';

describe('a time zone', () => {
  it.each(['America/New_York', 'US/Eastern', 'Asia/Kolkata', 'UTC', 'Etc/GMT+5'])('%s is known', name => {
    expect(TimeZone.parse(name)).toBe(name);
  });

  it.each(['', 'Mars/Olympus', '+05:00', '-0300', 'America/New_York ', 'constructor'])('%j is not', name => {
    expect(TimeZone.safeParse(name).success).toBe(false);
  });
});
