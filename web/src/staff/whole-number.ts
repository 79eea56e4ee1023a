/** What somebody typed as a count; undefined for what is none or too large. */
export function wholeNumber({ text, atMost }: { text: string; atMost: number }): number | undefined {
  const trimmed = text.trim();
  if (!/^\d{1,9}$/.test(trimmed)) return undefined;
  const number = Number(trimmed);
  return number <= atMost ? number : undefined;
}
