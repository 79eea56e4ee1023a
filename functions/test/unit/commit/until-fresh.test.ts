import { untilFresh } from '../../../src/commit/index.ts';
import { refused } from '../../../src/platform/refusal.ts';

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
    expect(await untilFresh(failing(3, refused('STALE_READ')))).toBe(4);
  });

  it('is given up after four tries', async () => {
    const { work, triesOf } = failing(9, refused('STALE_READ'));
    await expect(untilFresh({ work })).rejects.toThrow('STALE_READ');
    expect(triesOf()).toBe(4);
  });

  it('is given up after as many tries as the caller allows', async () => {
    const { work, triesOf } = failing(9, refused('STALE_READ'));
    await expect(untilFresh({ work, tries: 6 })).rejects.toThrow('STALE_READ');
    expect(triesOf()).toBe(6);
  });

  it('is not done again for any other reason', async () => {
    const { work, triesOf } = failing(1, refused('CHALLENGE_ANSWERED'));
    await expect(untilFresh({ work })).rejects.toThrow('CHALLENGE_ANSWERED');
    expect(triesOf()).toBe(1);
  });
});
