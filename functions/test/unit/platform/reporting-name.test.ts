import { reportingName } from '../../../src/platform/reporting-name.ts';

describe('as what a process reports how it is doing', () => {
  it.each([
    [
      'on Cloud Run as the function it serves',
      { K_SERVICE: 'startsession', FUNCTION_TARGET: 'startSession' },
      'startSession',
    ],
    ['as what it is told to, wherever it runs', { HEALTH_REPORT_NAME: 'local' }, 'local'],
    ['not at all in tests and scripts', { FUNCTION_TARGET: 'startSession' }, undefined],
    ['not at all under a name that names no document', { HEALTH_REPORT_NAME: 'a/b' }, undefined],
  ])('%s', (_, env, name) => {
    expect(reportingName(env)).toBe(name);
  });
});
