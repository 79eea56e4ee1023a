export { AttemptDraft } from './attempt-draft.ts';
export type { AttemptDraftOptions, DraftState, SavedAnswers } from './draft-options.ts';
export { resumeAttempt } from './resume-attempt.ts';
