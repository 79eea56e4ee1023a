import path from 'node:path';
import { lastLines, startChild } from '../stack/child.ts';

test('a load ended by Ctrl-C shows what was measured, and does not pass for one that was done', async () => {
  const child = startChild({
    name: 'ended-early',
    command: process.execPath,
    args: [path.join(import.meta.dirname, 'fixtures', 'load-until-signal.ts')],
    stopSignal: 'SIGINT',
    messages: true,
  });
  await new Promise<void>(resolve => child.onMessage(() => resolve()));
  await child.stop();
  expect(await child.exited).toBe('code 130');
  expect(lastLines({ logFile: child.logFile, count: 2 })).toBe('Ending …\nmeasured');
});
