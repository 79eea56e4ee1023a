import { invalidRequest } from './errors.ts';
import { isRecord } from './params.ts';
import { findObject, type Store } from './store.ts';

const MAXIMUM_DEPTH = 4;

/**
 * Replaces ids by the objects they name, along paths such as `latest_charge` or `data.customer`. Works on a copy:
 * the stored objects keep their ids.
 */
export function expandAnswer(
  answer: object,
  { paths, store }: { readonly paths: readonly unknown[]; readonly store: Store },
): object {
  if (paths.length === 0) return answer;
  const copy = structuredClone(answer);
  for (const path of paths) {
    const steps = typeof path === 'string' ? path.split('.') : [];
    if (steps.length === 0 || steps.length > MAXIMUM_DEPTH) {
      throw invalidRequest({
        message: `expand takes paths of up to ${MAXIMUM_DEPTH} levels.`,
        param: 'expand',
      });
    }
    expandAlong({ target: copy, steps, store });
  }
  return copy;
}

function expandAlong({
  target,
  steps,
  store,
}: {
  target: unknown;
  steps: readonly string[];
  store: Store;
}): void {
  if (Array.isArray(target)) {
    for (const item of target) expandAlong({ target: item, steps, store });
    return;
  }
  const [step, ...rest] = steps;
  if (step === undefined || !isRecord(target)) return;
  if (!Object.hasOwn(target, step)) {
    const message = `This property cannot be expanded (${step}).`;
    throw invalidRequest({ message, param: 'expand' });
  }
  const value = target[step];
  const found = typeof value === 'string' ? findObject(store, value) : undefined;
  if (found !== undefined) target[step] = structuredClone(found);
  expandAlong({ target: target[step], steps: rest, store });
}
