import { createReadStream } from 'node:fs';
import { read } from '../../../functions/src/reconciliation/documents.ts';
import { Acknowledgement } from '../acknowledgement.ts';
import { inBatches } from './families.ts';
import type { Findings } from './finding.ts';
import { promisesOf } from './promises.ts';

const sentences: Readonly<Record<Acknowledgement['kind'], string>> = {
  enrolled: 'an acknowledged enrollment is there',
  paid: 'an acknowledged payment is booked',
  refunded: 'an acknowledged refund is booked',
  sessionStarted: 'an acknowledged session is there',
  heartbeat: 'an acknowledged heartbeat is in the chain',
  sessionEnded: 'an acknowledged end of a session stands',
  lessonCompleted: 'an acknowledged lesson is completed',
  attemptStarted: 'an acknowledged attempt is there',
  answersSaved: 'acknowledged answers are saved',
  attemptSubmitted: 'an acknowledged grade stands',
  authorizationChanged: 'an acknowledged authorization stands',
  unitsReserved: 'an acknowledged reservation is there',
  unitsReleased: 'an acknowledged release is there',
  unitsConsumed: 'an acknowledged lesson driven is there',
};

/** So many lines are looked up together. */
const AT_ONCE = 150;

/** Everything that anybody was told had happened is there. That it is there once, the ledgers' own checks tell. */
export async function checkAcknowledged({
  findings,
  file,
}: {
  findings: Findings;
  file: string;
}): Promise<void> {
  for await (const batch of inBatches(acknowledgementsIn(file), AT_ONCE)) {
    const promises = batch.flatMap(told =>
      promisesOf(told).map(promised => ({ invariant: sentences[told.kind], promised })),
    );
    const paths = [...new Set(promises.map(({ promised }) => promised.document))];
    const documents = new Map((await read(paths)).map(found => [found.path, found]));
    for (const { invariant, promised } of promises) {
      const { document, field, expected } = promised;
      const found = documents.get(document);
      const value = found?.isThere === true ? promised.found(found.data) : 'not there';
      findings.expect({ invariant, document, field, expected, found: value });
    }
  }
}

async function* acknowledgementsIn(file: string): AsyncGenerator<Acknowledgement> {
  let number = 0;
  for await (const line of linesIn(file)) {
    number += 1;
    if (line === '') continue;
    const parsed = Acknowledgement.safeParse(jsonOf(line));
    if (!parsed.success) throw new Error(`${file}, line ${number} is no acknowledgement.`);
    yield parsed.data;
  }
}

/** However many there are. (`readline` goes on reading while its reader looks things up, and may end before it.) */
async function* linesIn(file: string): AsyncGenerator<string> {
  let rest = '';
  for await (const chunk of createReadStream(file, 'utf8')) {
    const lines = `${rest}${chunk}`.split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
  if (rest !== '') yield rest;
}

function jsonOf(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
