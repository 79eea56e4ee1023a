/** Said under every table in which callers contend for a document. */
export const contentionNote =
  'the emulator takes locks differently from production, so its contention times are not production’s; ' +
  'the ratios within one run compare like with like.';
