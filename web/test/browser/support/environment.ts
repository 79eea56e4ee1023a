import { TestEnvironment } from 'jest-environment-node';

/** Whether the test at hand has failed, for what is kept of its pages afterwards. */
export const failedMark = 'seatbeltTestFailed';

type TestEvent = { readonly name: string };

/** Jest's own environment, which also tells a test's clean-up whether the test has failed. */
export default class extends TestEnvironment {
  handleTestEvent({ name }: TestEvent): void {
    if (name === 'test_start') Object.assign(this.global, { [failedMark]: false });
    if (name === 'test_fn_failure' || name === 'hook_failure')
      Object.assign(this.global, { [failedMark]: true });
  }
}
