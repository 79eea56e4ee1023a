export function functionEntries(indexText: string): Record<string, string>;
