/** A stretch of a lesson's video that was played, in seconds into it. */
export interface Stretch {
  readonly lessonId: string;
  readonly fromSeconds: number;
  readonly toSeconds: number;
}

/** What the server is told of it: whole seconds, `from` in, `to` not in. */
export interface Claim {
  readonly lessonId: string;
  readonly from: number;
  readonly to: number;
}

export interface VideoClaims {
  /** Since the last jump: claimed as a whole each time, so that what an earlier claim was cut by is made up for. */
  readonly playing: Stretch | null;
  /** How far `playing` has been claimed. */
  readonly claimedTo: number;
  /** Stretches that ended with a jump and are not claimed yet. */
  readonly waiting: readonly Claim[];
  readonly lastClaimAtMs: number;
}

/** More often the server would be asked for nothing. */
export const CLAIM_EVERY_MS = 15_000;
/** Between two reports of a player; a longer way is a jump. */
const LONGEST_STEP_SECONDS = 1.5;
/** Whoever jumps more often without a connection is no longer watching. */
const MAX_WAITING = 100;
const LONGEST_VIDEO_SECONDS = 86_400;

export const noClaims: VideoClaims = {
  playing: null,
  claimedTo: 0,
  waiting: [],
  lastClaimAtMs: Number.NEGATIVE_INFINITY,
};

/** Takes up what a player reports, at any rate. What makes no sense is passed over. */
export function played(claims: VideoClaims, stretch: Stretch): VideoClaims {
  const { fromSeconds, toSeconds } = stretch;
  if (!(fromSeconds >= 0 && toSeconds > fromSeconds && toSeconds <= LONGEST_VIDEO_SECONDS)) return claims;
  const { playing } = claims;
  if (playing !== null && continues(playing, stretch))
    return { ...claims, playing: { ...playing, toSeconds: Math.max(playing.toSeconds, toSeconds) } };
  return { ...settled(claims), playing: stretch, claimedTo: 0 };
}

const continues = (before: Stretch, stretch: Stretch): boolean =>
  before.lessonId === stretch.lessonId &&
  Math.abs(stretch.fromSeconds - before.toSeconds) <= LONGEST_STEP_SECONDS;

/** Ends the present stretch, as a jump does; what of it is not claimed yet waits. */
function settled(claims: VideoClaims): VideoClaims {
  const claim = playingClaim(claims);
  if (claim === undefined) return { ...claims, playing: null };
  return { ...claims, playing: null, waiting: [...claims.waiting, claim].slice(-MAX_WAITING) };
}

/** A player stops a few hundredths before the end; half a second of kindness, and the server has the last word. */
function claimOf({ lessonId, fromSeconds, toSeconds }: Stretch): Claim | undefined {
  const [from, to] = [Math.floor(fromSeconds), Math.round(toSeconds)];
  return from < to ? { lessonId, from, to } : undefined;
}

/** When the next claim may be sent; null while there is nothing to claim. */
export function claimDueAtMs(claims: VideoClaims): number | null {
  return nextClaim(claims) === undefined ? null : claims.lastClaimAtMs + CLAIM_EVERY_MS;
}

/** What to claim next: what has waited longest first. */
export function nextClaim(claims: VideoClaims): Claim | undefined {
  const [first] = claims.waiting;
  if (first !== undefined) return first;
  return playingClaim(claims);
}

function playingClaim({ playing, claimedTo }: VideoClaims): Claim | undefined {
  const claim = playing === null ? undefined : claimOf(playing);
  return claim !== undefined && claim.to > claimedTo ? claim : undefined;
}

/** What is to be claimed before a lesson is completed: all of it once more, since an earlier claim may have been cut. */
export const lastClaims = (claims: VideoClaims, lessonId: string): VideoClaims =>
  claims.playing?.lessonId === lessonId ? { ...claims, claimedTo: 0 } : claims;

/** Whether something of that lesson is still to be claimed. */
export const hasClaimsOf = (claims: VideoClaims, lessonId: string): boolean =>
  [...claims.waiting, playingClaim(claims)].some(claim => claim?.lessonId === lessonId);

export const claimSent = (claims: VideoClaims, nowMs: number): VideoClaims => ({
  ...claims,
  lastClaimAtMs: nowMs,
});

/** The server has answered it, or will never take it. */
export function claimSettled(claims: VideoClaims, claim: Claim): VideoClaims {
  const [first] = claims.waiting;
  if (first !== undefined && isSame(first, claim)) return { ...claims, waiting: claims.waiting.slice(1) };
  const { playing } = claims;
  const isPlaying = playing?.lessonId === claim.lessonId && Math.floor(playing.fromSeconds) === claim.from;
  return isPlaying ? { ...claims, claimedTo: Math.max(claims.claimedTo, claim.to) } : claims;
}

const isSame = (a: Claim, b: Claim): boolean =>
  a.lessonId === b.lessonId && a.from === b.from && a.to === b.to;
