import { isSeatbeltError } from '../../../client/src/index.ts';

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
  return {
    title: error.message,
    whatNext: error.retryable ? 'Please try again in a moment.' : '',
    technical,
  };
}
