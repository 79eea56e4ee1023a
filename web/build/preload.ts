import path from 'node:path';
import type { HtmlTagDescriptor, Plugin, Rolldown } from 'vite';

/** What is built, by file name, as far as it matters here. */
type Bundle = Readonly<
  Record<
    string,
    | Pick<Rolldown.OutputAsset, 'type' | 'source'>
    | Pick<Rolldown.OutputChunk, 'type' | 'fileName' | 'moduleIds' | 'imports'>
  >
>;

/** A file like another, with more modules fetched at once: `course.html` is `page.html` where a course is looked at. */
type Variant = { readonly of: string; readonly modules: readonly string[] };

/**
 * Has a page's first modules fetched at once, in the HTML, although they are imported one after the other
 * (`shared/start.ts`): without it each would wait for the one before.
 *
 * @param modulesOf per HTML file the modules that its first picture needs, as paths below `root`
 * @param variants files to write besides, by name
 */
export function preloadFirstModules(input: {
  root: string;
  modulesOf: Readonly<Record<string, readonly string[]>>;
  variants: Readonly<Record<string, Variant>>;
}): Plugin {
  const { root, modulesOf, variants } = input;
  return {
    name: 'preload-first-modules',
    apply: 'build',
    enforce: 'post',
    transformIndexHtml: {
      order: 'post',
      handler(_html, { bundle, filename }) {
        const modules = modulesOf[path.relative(root, filename)];
        if (bundle === undefined || modules === undefined) return [];
        const files = modules.flatMap(module => filesOf({ bundle, module: path.join(root, module) }));
        return [...new Set(files)].map(preloadTag);
      },
    },
    generateBundle(_options, bundle) {
      for (const [fileName, { of, modules }] of Object.entries(variants)) {
        const files = modules.flatMap(module => filesOf({ bundle, module: path.join(root, module) }));
        const source = withPreloads({ page: bundle[of], files });
        this.emitFile({ type: 'asset', fileName, source });
      }
    },
  };
}

/**
 * A built page with more files fetched at once.
 * @throws Error if there is no such page, or nothing to put them into
 */
export function withPreloads(input: { page: Bundle[string] | undefined; files: readonly string[] }): string {
  const { page, files } = input;
  if (page?.type !== 'asset' || typeof page.source !== 'string') throw new Error('The page was not built.');
  const html = page.source;
  if (!html.includes('</head>')) throw new Error('The page has no end of a head.');
  const missing = [...new Set(files)].filter(file => !html.includes(`href="/${file}"`));
  const links = missing.map(file => `  <link ${attributes(preloadTag(file))}>\n`);
  return html.replace('</head>', `${links.join('  ')}</head>`);
}

const attributes = ({ attrs = {} }: HtmlTagDescriptor): string =>
  Object.entries(attrs)
    .map(([name, value]) => (value === true ? name : `${name}="${value}"`))
    .join(' ');

/** Of low priority: the style sheet goes first, without which nothing is shown. */
const preloadTag = (fileName: string): HtmlTagDescriptor => ({
  tag: 'link',
  attrs: { rel: 'modulepreload', fetchpriority: 'low', crossorigin: true, href: `/${fileName}` },
  injectTo: 'head',
});

/**
 * The file that a module is in, and those it imports, each once.
 * @throws Error if it is in none: a module that was renamed would silently be fetched late again
 */
export function filesOf({ bundle, module }: { bundle: Bundle; module: string }): string[] {
  const chunks = Object.values(bundle).filter(each => each.type === 'chunk');
  const chunk = chunks.find(({ moduleIds }) => moduleIds.includes(module));
  if (chunk === undefined) throw new Error(`Nothing was built of ${module}.`);
  return withImports({ bundle, fileName: chunk.fileName, seen: new Set() });
}

function withImports(input: { bundle: Bundle; fileName: string; seen: Set<string> }): string[] {
  const { bundle, fileName, seen } = input;
  if (seen.has(fileName)) return [];
  seen.add(fileName);
  const chunk = bundle[fileName];
  if (chunk?.type !== 'chunk') return [];
  return [fileName, ...chunk.imports.flatMap(each => withImports({ bundle, fileName: each, seen }))];
}
