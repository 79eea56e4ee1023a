export declare class SetupError extends Error {}
export declare function reportFailure(error: unknown): void;
