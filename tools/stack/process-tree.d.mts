export declare function send(pid: number, signal: NodeJS.Signals | 0): boolean;
export declare function withDescendants(pids: Iterable<number>): number[];
export declare function awaitEnd(input: { pids: readonly number[]; graceMs: number }): Promise<void>;
