import { findCycle, importsOf, roomOf, sourceFiles, textOf } from './source-graph.ts';

const toEnrollments = [
  'platform',
  'commit',
  'outbox',
  'accounts',
  'evidence',
  'audit',
  'catalog',
  'enrollments',
];
const toCompliance = [...toEnrollments, 'verification', 'compliance'];

/** Which rooms a room may use (ARCHITECTURE.md, «Rooms»). */
const mayUse: Readonly<Record<string, readonly string[]>> = {
  platform: [],
  commit: ['platform'],
  outbox: ['platform', 'commit'],
  accounts: ['platform', 'commit'],
  catalog: ['platform', 'commit', 'outbox', 'accounts'],
  evidence: ['platform', 'commit'],
  audit: ['platform', 'commit', 'evidence', 'accounts'],
  enrollments: [...toEnrollments],
  payments: [...toEnrollments],
  verification: [...toEnrollments],
  compliance: [...toEnrollments, 'verification'],
  progress: [...toCompliance],
  quizzes: [...toCompliance, 'progress'],
  units: [...toCompliance],
  certificates: [...toCompliance, 'progress', 'quizzes'],
  statistics: [...toCompliance, 'progress', 'quizzes', 'certificates'],
  records: [...toCompliance, 'progress', 'quizzes', 'certificates', 'statistics'],
  people: [...toCompliance, 'progress', 'quizzes', 'certificates', 'statistics', 'records'],
  reconciliation: [...toCompliance, 'progress', 'quizzes', 'certificates', 'statistics', 'units'],
  effects: [...toCompliance, 'payments', 'people'],
  console: [...toCompliance, 'payments', 'quizzes', 'certificates', 'units', 'people', 'reconciliation'],
};

const imports = sourceFiles.flatMap(importsOf);
const listed = new Set(importsOf('index.ts').map(each => each.target));
const isSdk = (target: string) =>
  /^(firebase-admin|firebase-functions|@google-cloud\/firestore|google-gax|stripe)(\/|-api|$)/.test(target);
const maySpeakSdk = (file: string) =>
  /^(platform|commit)\//.test(file) || /(^|\/)store\.ts$|-client\.ts$/.test(file) || listed.has(file);

describe('the import law', () => {
  test('there is something to check', () => {
    expect(sourceFiles.length).toBeGreaterThan(50);
    expect(imports.length).toBeGreaterThan(sourceFiles.length);
  });

  test('every room has a place in the law', () => {
    const rooms = new Set(sourceFiles.map(roomOf).filter(room => room !== undefined));
    expect([...rooms].filter(room => !(room in mayUse))).toEqual([]);
  });

  test('arrows between rooms point one way only', () => {
    const wrong = imports.filter(({ from, target }) => {
      const [room, used] = [roomOf(from), sourceFiles.includes(target) ? roomOf(target) : undefined];
      return room !== undefined && used !== undefined && used !== room && !mayUse[room]?.includes(used);
    });
    expect(wrong).toEqual([]);
  });

  test('no file imports itself by way of others', () => {
    expect(findCycle()).toBeUndefined();
  });

  test('every relative import names a file that is there', () => {
    const missing = imports.filter(({ target }) => target.endsWith('.ts') && !sourceFiles.includes(target));
    expect(missing).toEqual([]);
  });

  test('rules know nothing of Firebase or Stripe: only the edges hold values of an SDK', () => {
    const wrong = imports.filter(each => isSdk(each.target) && !each.isTypeOnly && !maySpeakSdk(each.from));
    expect(wrong).toEqual([]);
  });

  test('a document has one way to change: nothing outside commit/ writes to Firestore', () => {
    const writing =
      /FieldValue|\.increment\(|\.runTransaction\(|\.batch\(\)|\.bulkWriter\(|\.doc\([^)]*\)\s*\.(set|update|create|delete)\(/;
    const wrong = sourceFiles.filter(file => !file.startsWith('commit/') && writing.test(textOf(file)));
    expect(wrong).toEqual([]);
  });

  test('only the clock asks what time it is, and only the retry timing asks for chance', () => {
    const asking = /\bnew Date\(\)|\bDate\.now\(|Math\.random|\brandomUUID\(/;
    const wrong = sourceFiles.filter(file => !file.startsWith('platform/') && asking.test(textOf(file)));
    expect(wrong).toEqual([]);
  });

  test('the list of what is deployed holds nothing but named exports', () => {
    const lines = textOf('index.ts')
      .split('\n')
      .filter(line => line !== '' && !line.startsWith('/**'));
    expect(lines.filter(line => !/^export \{ \w+(, \w+)* \} from '\.\/[\w/-]+\.ts';$/.test(line))).toEqual(
      [],
    );
  });
});
