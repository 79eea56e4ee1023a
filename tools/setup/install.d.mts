type Packages = { packages: Record<string, { version?: string; optional?: boolean }> };
export declare function matchesLockfile(input: { installed: Packages; lockfile: Packages }): boolean;
export declare function lastNpmError(output: string): string | null;
export declare function installPackages(input: {
  dir: string;
  name: string;
  say: (line: string) => void;
}): Promise<void>;
export declare function installProjectNode(input: { say: (line: string) => void }): Promise<void>;
