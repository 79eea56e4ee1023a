/** Whose lessons are shown: an admin's choice. To an instructor the server shows their own, whatever is asked. */
export type Whose =
  | { readonly kind: 'all' }
  | { readonly kind: 'instructor'; readonly userId: string }
  | { readonly kind: 'student'; readonly userId: string };

export const keyOfWhose = (whose: Whose): string =>
  whose.kind === 'all' ? 'all' : `${whose.kind}/${whose.userId}`;
