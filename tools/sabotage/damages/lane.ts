import { type Damage, emulator, simulated, simulation, unit } from '../damage.ts';

const wire = 'functions/src/commit/wire/firestore-wire.ts';
const lane = 'functions/src/commit/lane.ts';
const plan = 'functions/src/commit/plan.ts';
const receipt = 'functions/src/commit/receipt.ts';

/** What keeps commands apart, and each of them once. */
export const laneDamages: readonly Damage[] = [
  {
    name: 'blind-increment',
    harm: 'Counters are added to without a look: two offices sell the last seat, or spend one balance twice.',
    edits: [
      {
        file: wire,
        find: '    updateMask: { fieldPaths },\n    currentDocument: { updateTime: write.basedOn },',
        replace: '    ...blindly({ write, name, fieldPaths }),',
      },
      {
        file: wire,
        find: 'function toProto(',
        replace: `const lastRead = new Map<string, Record<string, unknown>>();

function blindly({ write, name, fieldPaths }: any) {
  const before = lastRead.get(write.path) ?? {};
  const counted = fieldPaths.filter((field: string) => Number.isInteger(before[field]));
  const others = Object.fromEntries(
    Object.entries(write.patch).filter(([field]) => !counted.includes(field)),
  );
  return {
    update: { name, fields: encodeFields(others) },
    updateMask: { fieldPaths: Object.keys(others) },
    updateTransforms: counted.map((fieldPath: string) => ({
      fieldPath,
      increment: { integerValue: String(write.patch[fieldPath] - Number(before[fieldPath])) },
    })),
  };
}

function toProto(`,
      },
      {
        file: wire,
        find: '      if (snapshot !== undefined) byName.set(snapshot.path, snapshot);',
        replace: `      if (snapshot !== undefined) byName.set(snapshot.path, snapshot);
      if (snapshot?.data !== undefined) lastRead.set(snapshot.path, { ...snapshot.data });`,
      },
    ],
    catchers: [simulation('lane/contention', 'lane/model.property')],
  },
  {
    name: 'update-without-version',
    harm: 'Whoever writes last wins: one of two payments at the same moment is gone.',
    edits: [{ file: wire, find: '    currentDocument: { updateTime: write.basedOn },\n', replace: '' }],
    catchers: [simulation('lane/contention', 'lane/processes')],
  },
  {
    name: 'create-over-what-exists',
    harm: 'A payment whose answer was lost is booked again over its own receipt.',
    edits: [{ file: wire, find: ', currentDocument: { exists: false } }', replace: ' }' }],
    catchers: [simulation('lane/contention', 'lane/lost-calls')],
  },
  {
    name: 'receipt-not-written',
    harm: 'A retry cannot know that it was done before, and does it again.',
    edits: [{ file: receipt, find: '  overlay.stageReceipt({ path: doc.path, receipt });\n', replace: '' }],
    catchers: [unit('commit/'), simulation('lane/contention'), simulated],
  },
  {
    name: 'receipt-not-looked-at',
    harm: 'A retry of what was done is told an error instead of its first answer.',
    edits: [
      {
        file: receipt,
        find: '  if (stored === undefined || stored === null) return undefined;',
        replace: '  if (stored !== 1) return undefined;',
      },
    ],
    catchers: [unit('commit/'), simulation('lane/contention')],
  },
  {
    name: 'receipt-fits-any-request',
    harm: 'A second, different request under a used id is answered as if it had been done.',
    edits: [
      {
        file: receipt,
        find: 'if (receipt.fingerprint !== command.receipt.fingerprint)',
        replace: "if (receipt.fingerprint === '')",
      },
    ],
    catchers: [unit('commit/'), simulation('lane/contention')],
  },
  {
    name: 'retry-with-a-new-id',
    harm: 'A layer above sends what failed once more under a name of its own: a student pays twice.',
    edits: [
      {
        file: 'functions/src/commit/lanes.ts',
        find: '      const answer = await waiter.answer;',
        replace: `      const answer = await waiter.answer.catch(error => {
      if (command.receipt === 'state' || command.operation.startsWith('again')) throw error;
      const path = command.receipt.doc.path + '_' + Math.random().toString(36).slice(2);
      const receipt = { ...command.receipt, doc: { ...command.receipt.doc, path } };
      const again = { ...command, operation: 'again' + operation, receipt };
      return this.submit(again);
    });`,
      },
    ],
    catchers: [simulation('lane/outage', 'lane/silence', 'lane/stuck-commit')],
  },
  {
    name: 'retry-below-the-lane',
    harm: 'The SDK reruns a commit by itself, each layer with its own idea of when; an outage is made worse.',
    edits: [
      {
        file: 'functions/src/commit/wire/firestore-wire.ts',
        find: '      return ask({ ...this.#by(connection), rpc: commit, question });',
        replace: `      const send = () => ask({ ...this.#by(connection), rpc: commit, question });
      return send().catch(send);`,
      },
    ],
    catchers: [simulation('lane/outage', 'lane/lost-calls')],
  },
  {
    name: 'answer-before-the-commit',
    harm: 'A student sees «paid», the instance dies, and nothing was stored.',
    edits: [
      {
        file: 'functions/src/commit/committer.ts',
        find: '      if (plan.writes.length > 0) await this.#wire.commit({ writes: plan.writes });',
        replace:
          '      if (plan.writes.length > 0) void this.#wire.commit({ writes: plan.writes }).catch(() => undefined);',
      },
    ],
    catchers: [simulation('lane/lost-calls', 'lane/contention'), simulated],
  },
  {
    name: 'answer-though-the-commit-failed',
    harm: 'The callers of a failed commit are told that all is well.',
    edits: [
      { file: lane, find: 'if (error === undefined || isFinal) waiter.settle', replace: 'waiter.settle' },
    ],
    catchers: [simulation('lane/lost-calls'), simulated],
  },
  {
    name: 'refusal-on-a-guess',
    harm: 'A retry of an enrollment that was granted is told «sold out», since nobody looked whether it was there.',
    edits: [
      {
        file: plan,
        find: 'unproven.length === 0 : paths.every(path => !takenForNew.has(path));',
        replace: 'unproven.length === 0 : true;',
      },
    ],
    catchers: [unit('commit/plan-taken-for-new'), simulation('lane/contention')],
  },
  {
    name: 'refusal-while-a-commit-may-land',
    harm: 'A student is refused, pays elsewhere, and the first commit lands after all.',
    edits: [
      {
        file: plan,
        find: "  return mayLandYet ? { kind: 'failed', error: refused('UNAVAILABLE', { cause: verdict.error }) } : verdict;",
        replace: '  return mayLandYet ? verdict : verdict;',
      },
    ],
    catchers: [unit('commit/'), simulation('lane/stuck-commit')],
  },
  {
    name: 'refusal-of-what-never-landed',
    harm: 'A refusal that rests on a neighbour of the same commit is told although that commit failed.',
    edits: [{ file: plan, find: 'isFinal: !overlay.isDirty,', replace: 'isFinal: true,' }],
    catchers: [unit('commit/')],
  },
  {
    name: 'guard-left-out',
    harm: 'A certificate is issued on a course that is withdrawn in the same moment.',
    edits: [
      {
        file: plan,
        find: "role !== 'guarded' || overlay.stageGuard(doc.path)",
        replace: "role !== 'guarded' || overlay.raw(doc.path) !== null",
      },
    ],
    catchers: [simulation('lane/contention')],
  },
  {
    name: 'budget-without-bottom',
    harm: 'In an outage every instance hammers Firestore, and it does not come back.',
    edits: [
      { file: lane, find: "failure !== 'conflict' && !this.#context.budget.tryWithdraw()", replace: '!this' },
    ],
    catchers: [simulation('lane/outage')],
  },
  {
    name: 'half-of-a-command',
    harm: 'A command that breaks half-way leaves what it had staged in the commit of its neighbours.',
    edits: [
      {
        file: plan,
        find: '  } catch (error) {\n    overlay.discard();',
        replace: '  } catch (error) {',
      },
    ],
    catchers: [unit('commit/'), emulator('commit/')],
  },
];
