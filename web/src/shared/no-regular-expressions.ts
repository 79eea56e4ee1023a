/**
 * Stands in for the engine that Firestore brings along for regular expressions in its pipeline queries: 46 kB gzipped,
 * for a kind of query that these pages do not make. Should one be made after all, it fails by name.
 */
export const RE2JS = {
  compile(): never {
    throw new Error(
      'Pipeline queries with regular expressions are left out of these pages (web/vite.config.ts).',
    );
  },
};
