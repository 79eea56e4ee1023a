import { filesOf } from '../../build/preload.ts';

const chunk = (fileName: string, moduleIds: string[], imports: string[]) => ({
  type: 'chunk' as const,
  ...{ fileName, moduleIds, imports },
});

const bundle = {
  'page.js': chunk('page.js', ['/src/page.tsx', '/src/button.tsx'], ['react.js', 'client.js']),
  'client.js': chunk('client.js', ['/src/client.ts'], ['shared.js', 'page.js']),
  'react.js': chunk('react.js', ['/node_modules/react.js'], ['shared.js']),
  'shared.js': chunk('shared.js', ['/src/shared.ts'], []),
  'page.css': { type: 'asset' as const },
};

test('a page’s first file is fetched with all that it imports, each once, also where two import each other', () => {
  const expected = ['page.js', 'react.js', 'shared.js', 'client.js'];
  expect(filesOf({ bundle, module: '/src/button.tsx' })).toEqual(expected);
});

test('a first module that was renamed fails the build, instead of being fetched late', () => {
  expect(() => filesOf({ bundle, module: '/src/gone.tsx' })).toThrow('/src/gone.tsx');
});
