export { AttemptDraft, type AttemptDraftOptions, type DraftState } from './attempt-draft.ts';
export { resumeAttempt } from './resume-attempt.ts';
