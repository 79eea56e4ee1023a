/** The same calendar day so many years later; 29 February becomes 1 March, so never a day short. */
export function yearsAfter({ instant, years }: { instant: Date; years: number }): Date {
  const later = new Date(instant.getTime());
  later.setUTCFullYear(later.getUTCFullYear() + years);
  return later;
}
