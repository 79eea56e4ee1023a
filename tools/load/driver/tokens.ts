import { type Account, type AuthTarget, type SignedIn, signIn } from '../../stack/auth.ts';

/** A token is good for an hour; a client renews it before. */
const RENEW_AFTER_MS = 45 * 60_000;

/** Somebody signed in, for as long as the load lasts. */
export class Person {
  readonly uid: string;
  readonly #target: AuthTarget;
  readonly #account: Account;
  #idToken: string;
  #renewAtMs = performance.now() + RENEW_AFTER_MS;

  constructor({ target, signedIn }: { target: AuthTarget; signedIn: SignedIn }) {
    this.uid = signedIn.uid;
    this.#target = target;
    this.#account = signedIn;
    this.#idToken = signedIn.idToken;
  }

  async token(): Promise<string> {
    if (performance.now() < this.#renewAtMs) return this.#idToken;
    this.#renewAtMs = performance.now() + RENEW_AFTER_MS;
    const { idToken } = await signIn({ target: this.#target, account: this.#account });
    this.#idToken = idToken;
    return idToken;
  }
}
