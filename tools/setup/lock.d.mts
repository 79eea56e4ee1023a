export declare function isAlive(pid: number): boolean;
export declare function withLock<T>(
  lock: { lockDir: string; onWait: (ownerPid: number) => void },
  work: () => Promise<T>,
): Promise<T>;
