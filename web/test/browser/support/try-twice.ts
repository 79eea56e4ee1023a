/**
 * On a shared machine a browser now and then misses its moment: a test gets a second try, and the first failure is told.
 * What is broken fails twice.
 */
jest.retryTimes(1, { logErrorsBeforeRetry: true });
