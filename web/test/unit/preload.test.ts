import { filesOf, withPreloads } from '../../build/preload.ts';

const chunk = (fileName: string, moduleIds: string[], imports: string[]) => ({
  type: 'chunk' as const,
  ...{ fileName, moduleIds, imports },
});

const bundle = {
  'page.js': chunk('page.js', ['/src/page.tsx', '/src/button.tsx'], ['react.js', 'client.js']),
  'client.js': chunk('client.js', ['/src/client.ts'], ['shared.js', 'page.js']),
  'react.js': chunk('react.js', ['/node_modules/react.js'], ['shared.js']),
  'shared.js': chunk('shared.js', ['/src/shared.ts'], []),
  'page.css': { type: 'asset' as const, source: '' },
};

test('a page’s first file is fetched with all that it imports, each once, also where two import each other', () => {
  const expected = ['page.js', 'react.js', 'shared.js', 'client.js'];
  expect(filesOf({ bundle, module: '/src/button.tsx' })).toEqual(expected);
});

test('a first module that was renamed fails the build, instead of being fetched late', () => {
  expect(() => filesOf({ bundle, module: '/src/gone.tsx' })).toThrow('/src/gone.tsx');
});

test('a page’s variant fetches more at once, and nothing twice', () => {
  const source = '<head><link href="/react.js"></head><body></body>';
  const html = withPreloads({
    page: { type: 'asset', source },
    files: ['react.js', 'course.js', 'course.js'],
  });
  expect(html.match(/href="[^"]*"/g)).toEqual(['href="/react.js"', 'href="/course.js"']);
  expect(html).toContain('<link rel="modulepreload" fetchpriority="low" crossorigin href="/course.js">');
});

test('a variant of a page that is not there fails the build', () => {
  expect(() => withPreloads({ page: bundle['page.js'], files: [] })).toThrow('not built');
  expect(() => withPreloads({ page: bundle['page.css'], files: [] })).toThrow('head');
});
