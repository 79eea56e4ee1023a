import type { ReactNode } from 'react';
import { stateWords, type Tone, toneOf } from '../words.ts';

export function Tag({ tone = 'plain', children }: { tone?: Tone; children: ReactNode }): ReactNode {
  return <span className={`tag ${tone}`}>{children}</span>;
}

/** A state of the system in words, in the colour of its tone. */
export function StateTag({ state }: { state: string }): ReactNode {
  return <Tag tone={toneOf(state)}>{stateWords(state)}</Tag>;
}
