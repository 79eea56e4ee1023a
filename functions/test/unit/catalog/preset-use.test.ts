import { readCatalog } from '../../../src/catalog/data-file.ts';
import { issuesAfter, issuesOf } from './issues.ts';
import { presetFiles, sampleCatalog } from './sample.ts';

describe('a policy may be named instead of written out', () => {
  const withPolicies = (...policies: object[]) => issuesOf({ policies, courses: [] });

  it('with what is the school’s own to decide', () => {
    const text = JSON.stringify({
      policies: [
        { preset: 'ohio-teen', version: 2, terms: { minimumPaidToOpen: 7_500, overpayment: 'refund' } },
      ],
      courses: [],
    });
    const read = readCatalog(text, presetFiles);
    const [preset] = sampleCatalog().policies;
    expect(read).toEqual({
      kind: 'catalog',
      catalog: {
        policies: [
          {
            ...preset,
            version: 2,
            terms: { ...preset?.terms, minimumPaidToOpen: 7_500, overpayment: 'refund' },
          },
        ],
        courses: [],
      },
    });
  });

  it('but not with other rules: those are another policy', () => {
    expect(
      withPolicies(
        { preset: 'ohio-teen', rules: {} },
        { preset: 'ohio-teen', terms: { completeWithin: null } },
      ),
    ).toEqual(['policies.0.rules: is not known here', 'policies.1.terms.completeWithin: is not known here']);
  });

  it('and must be there', () => {
    expect(withPolicies({ preset: '../../../secret' }, { preset: 7 })).toEqual([
      'policies.0.preset: is none of california-violator-school, generic, illinois-adult, ohio-teen, texas-driving-safety',
      expect.stringMatching(/^policies\.1\.preset: /),
    ]);
    expect(readCatalog('{"policies": [{"preset": "x"}], "courses": []}')).toMatchObject({
      issues: [{ path: 'policies.0.preset', message: 'is not known here' }],
    });
  });

  it.each(['{', '[]', '{"terms": 3}'])('and hold a policy: %s does not', content => {
    const read = readCatalog('{"policies": [{"preset": "x"}], "courses": []}', new Map([['x', content]]));
    expect(read).toMatchObject({
      issues: [{ path: 'policies.0.preset', message: 'is a file that holds no policy' }],
    });
  });

  it('a contradiction in it is told at the entry that names it', () => {
    const text = (presetFiles.get('generic') ?? '').replace('"staleSeconds": 600', '"staleSeconds": 10');
    const read = readCatalog('{"policies": [{"preset": "x"}], "courses": []}', new Map([['x', text]]));
    expect(read).toMatchObject({ issues: [{ path: 'policies.0.rules.staleSeconds' }] });
  });

  it('a policy that cannot be read is no reason to say that courses lack it', () => {
    const issues = issuesAfter(catalog => ({ ...catalog, policies: [{ preset: 'utah' }] }));
    expect(issues).toHaveLength(1);
  });
});
