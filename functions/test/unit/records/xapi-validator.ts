// The package's own entry is a default export of CommonJS, which compilers disagree about.
import { statement } from '@learninglocker/xapi-validation/dist/factory.js';

/** What Learning Locker's validator has against a statement, as it would come over the wire; empty: nothing. */
export const warningsOf = (said: object): readonly unknown[] =>
  statement(JSON.parse(JSON.stringify(said)), ['statement']);
