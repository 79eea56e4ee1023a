import path from 'node:path';
import { defineConfig } from 'vite';

const root = import.meta.dirname;

/** Two pages: a student never loads a line of the staff console. */
export default defineConfig({
  root,
  server: { host: '127.0.0.1' },
  resolve: { alias: { re2js: path.join(root, 'src/shared/no-regular-expressions.ts') } },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2022',
    rolldownOptions: {
      input: { student: path.join(root, 'index.html'), staff: path.join(root, 'staff.html') },
    },
  },
});
