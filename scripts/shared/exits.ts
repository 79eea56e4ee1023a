/** Exit codes of every command: what a caller's script branches on. `export-records` has one more of its own. */
export const exits = { done: 0, refused: 1, usage: 2 } as const;
