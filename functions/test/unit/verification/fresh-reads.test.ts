import { refused } from '../../../src/platform/refusal.ts';
import { withFreshReads } from '../../../src/verification/fresh-reads.ts';

describe('work on what was read before', () => {
  const failing = (times: number, error: Error) => {
    let tries = 0;
    const work = async () => {
      tries += 1;
      if (tries <= times) throw error;
      return tries;
    };
    return { work, triesOf: () => tries };
  };

  it('is done again when it has changed, and answers then', async () => {
    expect(await withFreshReads(failing(3, refused('STALE_READ')).work)).toBe(4);
  });

  it('is given up after four tries', async () => {
    const { work, triesOf } = failing(9, refused('STALE_READ'));
    await expect(withFreshReads(work)).rejects.toThrow('STALE_READ');
    expect(triesOf()).toBe(4);
  });

  it('is not done again for any other reason', async () => {
    const { work, triesOf } = failing(1, refused('CHALLENGE_ANSWERED'));
    await expect(withFreshReads(work)).rejects.toThrow('CHALLENGE_ANSWERED');
    expect(triesOf()).toBe(1);
  });
});
