export declare const rootDir: string;
export declare const stateDir: string;
export declare const projectNode: string;
