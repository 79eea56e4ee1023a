import type { z } from 'zod';

/** What a stored document holds, as plain data: instants are `Date`, nothing of the SDK. */
export type DocumentData = Readonly<Record<string, unknown>>;

/** A document's address and what it must look like. Made by stores alone. */
export interface Doc<T extends object> {
  readonly path: string;
  readonly schema: z.ZodType<T>;
}

/**
 * What the lane must know of a document before it loads it:
 * - `written`: the plan writes it, so its own precondition guards the read;
 * - `guarded`: the decision depends on it, others may change it, and the plan does not write it: the commit holds it to
 *   its version, which costs a write that changes nothing; the absence of one is held by locks;
 * - `immutable`: never changes once it exists (a policy version, a ledger entry), so a read needs no guard;
 * - `fresh`: only this command's commit can create it, since its name follows from the receipt: it is not read;
 * - `expectedNew`: the plan creates it, unless another command did. Taken for absent at first, which the commit
 *   proves or refutes; read when it was refuted, or when the decision is not to create it.
 */
export type LoadRole = 'written' | 'guarded' | 'immutable' | 'fresh' | 'expectedNew';

export interface Load {
  readonly doc: Doc<object>;
  readonly role: LoadRole;
}

export const toWrite = (doc: Doc<object>): Load => ({ doc, role: 'written' });
export const toGuard = (doc: Doc<object>): Load => ({ doc, role: 'guarded' });
export const toRead = (doc: Doc<object>): Load => ({ doc, role: 'immutable' });

export const toExpectNew = (doc: Doc<object>): Load => ({ doc, role: 'expectedNew' });
export const toCreate = (doc: Doc<object>): Load => ({ doc, role: 'fresh' });

/** One write of a plan. Fields are replaced whole; field names come from schemas, never from user text. */
export type Change =
  | { readonly kind: 'create'; readonly doc: Doc<object>; readonly data: DocumentData }
  | { readonly kind: 'update'; readonly doc: Doc<object>; readonly patch: DocumentData };

const fieldsOf = (data: object): DocumentData => ({ ...data });

export const create = <T extends object>(doc: Doc<T>, data: T): Change => ({
  kind: 'create',
  doc,
  data: fieldsOf(data),
});

export const update = <T extends object>(doc: Doc<T>, patch: Partial<T>): Change => ({
  kind: 'update',
  doc,
  patch: fieldsOf(patch),
});
