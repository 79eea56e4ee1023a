import { isSeatbeltError } from '../../../client/src/index.ts';
import { refusalWords } from './refusal-words.ts';

/** What somebody is told of an error: what happened, what to do next, and for staff the technical reason. */
export interface Explanation {
  readonly title: string;
  readonly whatNext: string;
  readonly technical: string;
}

export function explain(error: Error): Explanation {
  if (!isSeatbeltError(error))
    return { title: 'Something went wrong.', whatNext: 'Please try again.', technical: error.message };
  const fields = error.fields.map(({ path, message }) => `${path}: ${message}`).join('; ');
  const technical = `${error.callable}: ${error.reason} (${error.code}), tried ${error.attempts}×${fields === '' ? '' : `; ${fields}`}`;
  // Another copy of the client, or a newer one, may know reasons that this page does not: its sentence is still right.
  const words = Object.hasOwn(refusalWords, error.reason)
    ? refusalWords[error.reason]
    : { title: error.message, whatNext: '' };
  return { ...words, technical };
}

/** What the server said of one field of a form. @param path as in the contract: `amount`, `answers.first-pet` */
export function fieldProblem({ error, path }: { error: Error | null; path: string }): string | undefined {
  if (!isSeatbeltError(error)) return undefined;
  const found = error.fields.find(field => field.path === path);
  return found === undefined
    ? undefined
    : `${found.message.charAt(0).toUpperCase()}${found.message.slice(1)}.`;
}
