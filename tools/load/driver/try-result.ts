/** What one try came to. */
export type TryResult =
  | { readonly kind: 'answered'; readonly result: unknown }
  /** The server's own no; `retryable` is its word on whether trying again can help. */
  | { readonly kind: 'refused'; readonly reason: string; readonly retryable: boolean }
  /** Nobody knows whether it happened: the connection broke, time ran out, or what came was no answer of a function. */
  | { readonly kind: 'noAnswer'; readonly reason: string };

/** What an intent came to after all its tries. */
export type Outcome<Answer> =
  | { readonly kind: 'ok'; readonly answer: Answer }
  /** A no that was a right answer to what was asked. */
  | { readonly kind: 'refused'; readonly reason: string }
  /** Neither. */
  | { readonly kind: 'failed'; readonly reason: string };
