import { logger } from 'firebase-functions';
import { log } from '../../../src/platform/log.ts';

/** What reaches the log. */
function logged(work: () => void): string {
  const lines: unknown[] = [];
  const spies = (['info', 'warn', 'error'] as const).map(level =>
    jest.spyOn(logger, level).mockImplementation((...line: unknown[]) => void lines.push(line)),
  );
  work();
  for (const spy of spies) spy.mockRestore();
  return JSON.stringify(lines);
}

describe('a log line', () => {
  it('tells an error’s class and where it was, never its text: an SDK’s may quote a document', () => {
    const error = new RangeError('student@example.com owes 59900');
    const text = logged(() => log.error('createPayment', error, { eventId: 'evt_1' }));
    expect(text).toContain('RangeError');
    expect(text).toContain('log.test.ts');
    expect(text).toContain('evt_1');
    expect(text).not.toContain('student@example.com');
  });

  it('copes with what is no error', () => {
    expect(logged(() => log.error('createPayment', 'student@example.com'))).not.toContain(
      'student@example.com',
    );
  });

  it('carries names, ids and counts', () => {
    const text = logged(() => {
      log.info('enroll', { result: 'ok', elapsedMs: 3 });
      log.warn('sweep', { parked: 2 });
    });
    expect(text).toContain('"elapsedMs":3');
    expect(text).toContain('"parked":2');
  });
});
