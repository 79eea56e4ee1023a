export { AttemptDraft, type AttemptDraftOptions, type DraftState, resumeAttempt } from './attempt-draft.ts';
