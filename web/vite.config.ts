import path from 'node:path';
import { defineConfig } from 'vite';
import { preloadFirstModules } from './build/preload.ts';

const root = import.meta.dirname;

const shared = ['src/shared/open-page.ts', 'src/shared/mount-page.tsx'];
const student = [...shared, 'src/student/app.tsx'];

/** Two pages: a student never loads a line of the staff console. `page.html` is the student's at every address but `/`, with
 * more fetched at once below `/courses/` (`course.html`). */
export default defineConfig({
  root,
  server: { host: '127.0.0.1' },
  resolve: { alias: { re2js: path.join(root, 'src/shared/no-regular-expressions.ts') } },
  plugins: [
    preloadFirstModules({
      root,
      modulesOf: {
        'index.html': [...student, 'src/student/courses/read-catalog.ts'],
        'page.html': student,
        'staff.html': [...shared, 'src/staff/console.tsx'],
      },
      variants: {
        'course.html': {
          of: 'page.html',
          modules: ['src/student/course/course-area.tsx', 'src/shared/live-reads.ts'],
        },
      },
    }),
  ],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2022',
    // Browsers that know no preload fetch the files a little later.
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: ['index.html', 'page.html', 'staff.html'].map(name => path.join(root, name)),
      // A file for each step of the start, with all that it imports: a dozen small ones would take as long again.
      output: {
        codeSplitting: {
          groups: [
            { name: 'start', test: /rolldown\/runtime|vite\/preload-helper|shared\/start\.ts$/, priority: 4 },
            { name: 'open-page', test: /shared\/open-page\.ts$|bloom-blob/, priority: 3 },
            { name: 'mount-page', test: /shared\/mount-page\.tsx$|wouter\/src\/index/, priority: 2 },
            { name: 'app', test: /student\/app\.tsx$/ },
            // What both pages draw with.
            {
              name: 'kit',
              priority: 1,
              test: /src\/shared\/(ui\/|use-|format|refusals|refusal-words|lives)/,
            },
          ],
        },
      },
    },
  },
});
