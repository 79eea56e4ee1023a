import { existsSync } from 'node:fs';
import Table from 'cli-table3';
import { acknowledgedFile as keptFile } from '../paths.ts';
import { readStackDescription } from '../stack/description.ts';
import { readArguments, usage, type VerifyArguments } from './arguments.ts';
import type { Verification } from './finding.ts';
import { sentenceOn, type VerifyAllInput, verifyAll } from './verify-all.ts';

const exits = { agrees: 0, differs: 1, usage: 2 } as const;

type Place = Pick<VerifyAllInput, 'projectId' | 'firestoreHost' | 'stripeUrl' | 'acknowledgedFile'>;

/** What the options name; for the rest the load stack that runs. */
function placeOf(args: VerifyArguments): Place | undefined {
  const { firestore, stripeUrl = null, acknowledgedFile = null } = args;
  if (firestore !== undefined)
    return { projectId: firestore.projectId, firestoreHost: firestore.host, stripeUrl, acknowledgedFile };
  const stack = readStackDescription();
  if (stack === undefined) return undefined;
  return {
    projectId: stack.projectId,
    firestoreHost: stack.firestoreHost,
    stripeUrl: stripeUrl ?? stack.stripeUrl,
    acknowledgedFile: acknowledgedFile ?? (existsSync(keptFile) ? keptFile : null),
  };
}

function print({ format }: VerifyArguments, { checks, broken }: Verification): void {
  if (format === 'json') {
    console.log(JSON.stringify({ checks, broken }));
    return;
  }
  const table = new Table({ head: ['invariant', 'checked', 'broken'], style: { head: [], border: [] } });
  for (const { invariant, checked, broken: off } of checks) table.push([invariant, checked, off]);
  const looks = checks.reduce((sum, { checked }) => sum + checked, 0);
  console.log(table.toString());
  console.log(`${looks} looks, ${broken === 0 ? 'everything agrees' : `${broken} differences`}.`);
}

async function main(argv: readonly string[]): Promise<number> {
  const parsed = readArguments(argv);
  if (parsed.kind === 'help') {
    console.log(usage);
    return exits.agrees;
  }
  if (parsed.kind === 'wrong') {
    console.error(`${parsed.problem}\n\n${usage}`);
    return exits.usage;
  }
  const args = parsed.arguments;
  const place = placeOf(args);
  if (place === undefined) {
    console.error(
      'No load stack runs: start one with npm run load-test:setup, or name a database with --firestore and --project.',
    );
    return exits.usage;
  }
  const verification = await verifyAll({
    ...place,
    withStatistics: args.withStatistics,
    say: line => console.error(`Looking at ${line} …`),
    onFinding: finding => console.log(args.format === 'json' ? JSON.stringify(finding) : sentenceOn(finding)),
  });
  print(args, verification);
  return verification.broken === 0 ? exits.agrees : exits.differs;
}

main(process.argv.slice(2)).then(
  code => {
    process.exitCode = code;
  },
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : String(error));
    process.exitCode = exits.differs;
  },
);
