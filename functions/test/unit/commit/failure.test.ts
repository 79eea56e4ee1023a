import {
  classifyFailure,
  leavesNewDocumentsNew,
  showsThatSomethingWasThere,
} from '../../../src/commit/failure.ts';
import { refused } from '../../../src/platform/refusal.ts';

const rpc = (code: number, message = 'from the server') => Object.assign(new Error(message), { code });

describe('what a failed load or commit means to the lane', () => {
  it.each([
    [1, 'CANCELLED', 'unknownOutcome'],
    [2, 'UNKNOWN', 'unknownOutcome'],
    [3, 'INVALID_ARGUMENT', 'permanent'],
    [4, 'DEADLINE_EXCEEDED', 'unknownOutcome'],
    // The document of an update vanished meanwhile: loading again shows what is left.
    [5, 'NOT_FOUND', 'conflict'],
    [6, 'ALREADY_EXISTS', 'conflict'],
    [7, 'PERMISSION_DENIED', 'permanent'],
    [8, 'RESOURCE_EXHAUSTED', 'exhausted'],
    [9, 'FAILED_PRECONDITION', 'conflict'],
    [10, 'ABORTED', 'conflict'],
    [11, 'OUT_OF_RANGE', 'permanent'],
    [12, 'UNIMPLEMENTED', 'permanent'],
    [13, 'INTERNAL', 'unknownOutcome'],
    [14, 'UNAVAILABLE', 'unknownOutcome'],
    [15, 'DATA_LOSS', 'permanent'],
    // A token can expire between a commit and its answer.
    [16, 'UNAUTHENTICATED', 'unknownOutcome'],
  ])('%i %s: %3$s', (code, _name, failure) => {
    expect(classifyFailure(rpc(code))).toBe(failure);
  });

  it.each([
    'The referenced transaction has expired or is no longer valid.',
    'Transaction is invalid or closed.',
  ])('«%s»: its commit may have landed', message => {
    expect(classifyFailure(rpc(3, message))).toBe('unknownOutcome');
  });

  it('a commit over the size that gRPC carries fails again however often it is sent', () => {
    expect(classifyFailure(rpc(8, 'gRPC message exceeds maximum size 4194304: 5100433'))).toBe('permanent');
  });

  it.each([
    ['a value that no document can hold', new TypeError('A document cannot hold a function.')],
    ['a refusal', refused('SOLD_OUT')],
    ['what nobody knows', 'a string'],
    ['nothing', undefined],
  ])('%s fails for good', (_, error) => {
    expect(classifyFailure(error)).toBe('permanent');
  });
});

describe('what was taken for new', () => {
  it.each([
    [6, { leaves: false, shows: true }],
    [9, { leaves: true, shows: false }],
    [10, { leaves: false, shows: false }],
    [14, { leaves: false, shows: false }],
  ])('after code %i: %j', (code, expected) => {
    const error = rpc(code);
    expect({ leaves: leavesNewDocumentsNew(error), shows: showsThatSomethingWasThere(error) }).toEqual(
      expected,
    );
  });
});
