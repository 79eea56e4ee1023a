/** Beside ours, so that what is recounted are our own records. */
export const PEER_AUTHORIZATIONS = 'peerAuthorizations';
