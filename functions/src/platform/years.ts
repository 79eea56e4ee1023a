/**
 * The same instant so many calendar years later, by UTC. 29 February becomes 1 March where there is none: what is
 * kept for years is never kept a day short.
 */
export function yearsAfter({ from, years }: { from: Date; years: number }): Date {
  const later = new Date(from);
  later.setUTCFullYear(later.getUTCFullYear() + years);
  return later;
}
