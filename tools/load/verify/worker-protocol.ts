import type { Finding, Verification } from './finding.ts';
import type { ChecksRequest } from './run-checks.ts';

/** What the thread that verifies is given. */
export type WorkerRequest = ChecksRequest;

/** What it tells. */
export type WorkerMessage =
  | { readonly kind: 'say'; readonly line: string }
  | { readonly kind: 'finding'; readonly finding: Finding }
  | { readonly kind: 'done'; readonly verification: Verification };
