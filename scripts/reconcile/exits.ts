/** Exit codes: what a caller's script branches on. */
export const exits = { clean: 0, drift: 1, usage: 2 } as const;
