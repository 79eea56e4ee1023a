import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Acknowledgement, parseAcknowledgements } from './acknowledgement.ts';
import { AcknowledgementLog } from './acknowledgement-log.ts';

test('what was acknowledged is read as it was written', async () => {
  const file = path.join(tmpdir(), `acknowledged-${process.pid}.jsonl`);
  const log = new AcknowledgementLog({ file });
  const all: Acknowledgement[] = [
    { kind: 'unitsReserved', authorizationId: 'a', reservationId: 'r', units: 1 },
    { kind: 'paid', userId: 'u', courseId: 'c', paymentIntentId: 'pi_1', eventId: 'evt_1', amount: 50 },
  ];
  for (const each of all) log.add(each);
  await log.close();
  expect(parseAcknowledgements(readFileSync(file, 'utf8'))).toEqual(all);
});

test('a line that is no acknowledgement is named', () => {
  expect(() => parseAcknowledgements('{"kind":"paid"}')).toThrow('line 1');
});
