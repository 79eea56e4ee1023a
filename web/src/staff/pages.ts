/** A page that was asked for because the one before ended there. */
export interface LaterPage<Page> {
  readonly after: string;
  readonly page: Page;
}

export interface Pages<Page> {
  readonly first: Page;
  /** The first among them. */
  readonly all: readonly Page[];
  /** Where the last of them ends; null at the end of all. */
  readonly next: string | null;
}

/**
 * The pages that go on where the one before ends. The first may be read again while a later one is on its way, and end
 * somewhere else: put together all the same, what lies between the two would be missing, or be there twice.
 */
export function connected<Page>(input: {
  readonly first: Page;
  readonly later: readonly LaterPage<Page>[];
  readonly nextOf: (page: Page) => string | null;
}): Pages<Page> {
  const { first, later, nextOf } = input;
  const all = [first];
  let next = nextOf(first);
  for (const { after, page } of later) {
    if (after !== next) continue;
    all.push(page);
    next = nextOf(page);
  }
  return { first, all, next };
}
