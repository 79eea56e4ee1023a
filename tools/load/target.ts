import type { StripeDoubleControl } from '../stripe-double/index.ts';

/** What a load is driven at: functions behind a front door, emulators and the Stripe double behind them. */
export type LoadTarget = {
  readonly projectId: string;
  readonly region: string;
  readonly authHost: string;
  readonly firestoreHost: string;
  /**
   * `http://127.0.0.1:PORT` of each instance that takes requests at this moment. It is asked again and again: an
   * instance may end and another come.
   */
  readonly instanceUrls: () => readonly string[];
  readonly webhookSecret: string;
  readonly stripe: { readonly url: string; readonly control: StripeDoubleControl };
  /** In which another process finds all of it. */
  readonly env: Readonly<Record<string, string>>;
};

/** Where a function is found behind an instance's address. */
export const functionUrl = ({ instanceUrl, name }: { instanceUrl: string; name: string }): string =>
  `${instanceUrl}/${name}`;
