import { loadedOf } from './loaded.ts';

const textOf = (entries: Record<string, string>) => loadedOf(new Map(Object.entries(entries)));

test('a package is seen in a path and in a bundle alike, the innermost of nested ones', () => {
  const { files, packages } = textOf({
    'file:///functions/node_modules/google-gax/node_modules/@grpc/grpc-js/index.js': '',
    'file:///functions/lib/bundle/chunks/stripe.js':
      '// functions/node_modules/stripe/esm/stripe.js\nlet a;\n',
    'file:///functions/lib/bundle/enroll.js': '// functions/lib/enrollments/enroll.js\nlet b;\n',
  });
  expect(files).toBe(3);
  expect([...packages].sort()).toEqual(['@grpc/grpc-js', 'stripe']);
});

test('what merely speaks of a package has not loaded it', () => {
  const text =
    'const hint = "see node_modules/stripe/README.md";\n// as node_modules/stripe/ does it, roughly\n';
  expect(textOf({ 'file:///functions/lib/bundle/enroll.js': text }).packages.size).toBe(0);
});
