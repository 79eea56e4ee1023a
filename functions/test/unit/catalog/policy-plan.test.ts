import { planPolicyVersion } from '../../../src/catalog/policy-plan.ts';
import { someTerms } from '../../fixtures/course.ts';
import { somePolicy, someRules } from '../../fixtures/policy.ts';

const wanted = somePolicy();

describe('a policy version', () => {
  it('is created once, and is the same ever after', () => {
    expect(planPolicyVersion({ stored: undefined, wanted }).action).toBe('create');
    expect(planPolicyVersion({ stored: somePolicy(), wanted }).action).toBe('same');
  });

  it('one of other rules is another version', () => {
    const stored = somePolicy({ rules: someRules({ requiredSeconds: 3_600 }) });
    expect(planPolicyVersion({ stored, wanted })).toMatchObject({
      action: 'refused',
      changes: [{ what: 'rules.requiredSeconds', from: '3600', to: '14400' }],
    });
  });

  it('is compared down to the item of a list, unless the list grew', () => {
    const [exam] = wanted.rules.exams;
    if (exam === undefined) throw new Error('the policy has no exam');
    const storedWith = (exams: (typeof exam)[]) =>
      planPolicyVersion({ stored: somePolicy({ rules: someRules({ exams }) }), wanted }).changes;
    expect(storedWith([{ ...exam, attempts: 9 }])).toEqual([
      { what: 'rules.exams.0.attempts', from: '9', to: '3' },
    ]);
    expect(storedWith([])).toEqual([
      { what: 'rules.exams', from: '[]', to: JSON.stringify(wanted.rules.exams) },
    ]);
  });

  it('never changes: enrollments are pinned to it', () => {
    const stored = { ...wanted, terms: someTerms({ minimumPaidToOpen: 5_000 }) };
    expect(planPolicyVersion({ stored, wanted })).toEqual({
      name: 'policy ohio-teen version 1',
      action: 'refused',
      changes: [{ what: 'terms.minimumPaidToOpen', from: '5000', to: '10000' }],
      remarks: ['A version never changes once it is published. Add version 2 instead.'],
    });
  });
});
