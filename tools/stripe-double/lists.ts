import { invalidRequest, resourceMissing } from './errors.ts';
import { isRecord, optionalInteger, optionalText, type Params, paramName, refuseUnknown } from './params.ts';

const DEFAULT_LIMIT = 10;
const MAXIMUM_LIMIT = 100;

export const LIST_PARAMS = ['limit', 'starting_after', 'ending_before'] as const;

export type ListAnswer<T> = {
  readonly object: 'list';
  readonly data: readonly T[];
  readonly has_more: boolean;
  readonly url: string;
};

type Listed = { readonly id: string };

/**
 * One page, newest first, as Stripe lists everything. Pages follow the order of creation and not the second in
 * `created`, so objects of one second are neither skipped nor repeated.
 */
export function listPage<T extends Listed>(request: {
  readonly objects: ReadonlyMap<string, T>;
  readonly matches: (object: T) => boolean;
  readonly params: Params;
  readonly url: string;
}): ListAnswer<T> {
  const { objects, matches, params, url } = request;
  const limit = readLimit(params);
  const newestFirst = [...objects.values()].reverse();
  const { from, to } = cursorRange({ newestFirst, params });
  const candidates = newestFirst.slice(from, to).filter(matches);
  const backwards = optionalText(params, 'ending_before') != null;
  const data = backwards ? candidates.slice(-limit) : candidates.slice(0, limit);
  return { object: 'list', data, has_more: candidates.length > limit, url };
}

function readLimit(params: Params): number {
  const limit = optionalInteger(params, 'limit') ?? DEFAULT_LIMIT;
  if (limit >= 1 && limit <= MAXIMUM_LIMIT) return limit;
  throw invalidRequest({ message: `Invalid limit: must be between 1 and ${MAXIMUM_LIMIT}`, param: 'limit' });
}

function cursorRange<T extends Listed>({
  newestFirst,
  params,
}: {
  newestFirst: readonly T[];
  params: Params;
}) {
  const startingAfter = optionalText(params, 'starting_after') ?? undefined;
  const endingBefore = optionalText(params, 'ending_before') ?? undefined;
  const position = (id: string, param: string) => {
    const index = newestFirst.findIndex(object => object.id === id);
    if (index === -1) throw resourceMissing({ kind: 'object', id, param, status: 400 });
    return index;
  };
  return {
    from: startingAfter === undefined ? 0 : position(startingAfter, 'starting_after') + 1,
    to: endingBefore === undefined ? newestFirst.length : position(endingBefore, 'ending_before'),
  };
}

/** The filter of a `created` parameter: one second, or a range with gt, gte, lt, lte. */
export function readCreatedFilter(params: Params): (object: { readonly created: number }) => boolean {
  const sent = params.values['created'];
  if (!isRecord(sent)) {
    const second = optionalInteger(params, 'created');
    return object => second === undefined || object.created === second;
  }
  const range: Params = { values: sent, path: paramName(params, 'created') };
  refuseUnknown(range, ['gt', 'gte', 'lt', 'lte']);
  const after = optionalInteger(range, 'gt') ?? Number.NEGATIVE_INFINITY;
  const from = optionalInteger(range, 'gte') ?? Number.NEGATIVE_INFINITY;
  const before = optionalInteger(range, 'lt') ?? Number.POSITIVE_INFINITY;
  const to = optionalInteger(range, 'lte') ?? Number.POSITIVE_INFINITY;
  return ({ created }) => created > after && created >= from && created < before && created <= to;
}

/** A filter «this field equals that parameter», which lets everything through when the parameter is absent. */
export function readEqualsFilter(params: Params, name: string): (value: string | null) => boolean {
  const wanted = optionalText(params, name) ?? undefined;
  return value => wanted === undefined || value === wanted;
}
