import { readCatalog } from '../../../src/catalog/data-file.ts';
import type { Catalog } from '../../../src/catalog/file-schema.ts';
import { presetFiles, sampleCatalog } from './sample.ts';

/** What a file is refused for, as `path: message`. */
export function issuesOf(file: object): string[] {
  const read = readCatalog(JSON.stringify(file), presetFiles);
  return read.kind === 'invalid' ? read.issues.map(({ path, message }) => `${path}: ${message}`) : [];
}

/** What is wrong with the sample after this change to it; its policies are written out. */
export const issuesAfter = (change: (catalog: Catalog) => object): string[] =>
  issuesOf(change(sampleCatalog()));

/** A module of lessons of a minute each, as a file may hold them. */
export const lessonsOf = (...lessons: object[]) => ({
  modules: [
    {
      moduleId: 'm',
      title: 'A module',
      lessons: lessons.map((lesson, index) => ({
        lessonId: `lesson-${index}`,
        title: 'A lesson',
        minimumSeconds: 60,
        ...lesson,
      })),
    },
  ],
});
