export type Java = { command: string; major: number };
export declare function parseJavaMajor(output: string): number | null;
export declare function findJava(env: NodeJS.ProcessEnv): Java;
export declare function withJavaOnPath(input: { env: NodeJS.ProcessEnv; java: Java }): NodeJS.ProcessEnv;
