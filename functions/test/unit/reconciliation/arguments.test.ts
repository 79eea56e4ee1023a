import { readArguments } from '../../../../scripts/reconcile/arguments.ts';
import { progressLine } from '../../../../scripts/reconcile/progress.ts';

const read = (...argv: string[]) => readArguments({ argv, environment: { GCLOUD_PROJECT: 'school' } });

describe('the arguments of reconcile', () => {
  it('without any it looks at everything and writes nothing', () => {
    expect(read()).toMatchObject({
      kind: 'arguments',
      arguments: { mode: 'dryRun', isStored: false, format: 'text', projectId: 'school' },
    });
  });

  it('a run that repairs or has a name keeps its place', () => {
    expect(read('--apply')).toMatchObject({ arguments: { mode: 'apply', isStored: true } });
    expect(read('--run', 'monday')).toMatchObject({ arguments: { mode: 'dryRun', isStored: true } });
  });

  it('takes stages in the order of their dependence', () => {
    expect(read('--only', 'totals, balances')).toMatchObject({
      arguments: { stages: ['balances', 'totals'] },
    });
  });

  it.each([[['--only', 'wishes']], [['--run', 'a/b']], [['--fix']]])('refuses %j', argv => {
    expect(read(...argv)).toMatchObject({ kind: 'wrong' });
  });

  it('wants a project', () => {
    expect(readArguments({ argv: [], environment: {} })).toMatchObject({ kind: 'wrong' });
  });
});

describe('the progress', () => {
  it('shows what is done, how fast, and what is left', () => {
    expect(progressLine({ stage: 'balances', done: 50, documents: 100, seconds: 5 })).toBe(
      'balances  [###############---------------]  50 of 100, 10 per second, 5 s left',
    );
  });

  it('bears more documents than were counted, and none at all', () => {
    expect(progressLine({ stage: 'units', done: 3, documents: 2, seconds: 0 })).not.toContain('left');
    expect(progressLine({ stage: 'units', done: 0, documents: 0, seconds: 1 })).toContain('0 of 0');
  });
});
