import { parseArgs } from 'node:util';
import type { Aside } from '../setup/run-command.ts';

export const projectNames = ['unit', 'emulator', 'rules', 'simulation', 'browser'] as const;
export type ProjectName = (typeof projectNames)[number];

/** What `npm test` was asked for: everything, or a part of the tests alone. */
export type TestRequest =
  | Aside
  | { kind: 'everything' }
  | {
      kind: 'part';
      projects: readonly ProjectName[];
      paths: readonly string[];
      testName: string | undefined;
    };

export const help = `Usage: npm test
       npm test -- [--project NAME]… [-t NAME] [PATH]…

Without arguments: lint, typecheck and all tests but those in a browser. With arguments: the tests asked for,
nothing else.

  --project NAME   only this group (repeatable): ${projectNames.join(', ')}
  -t, --name NAME  only tests whose name matches (a regular expression)
  PATH             only test files whose path contains it

Tests in a browser (npm run test:browser) run when they are named, by --project browser or a path of
web/test/browser.

The last line is a summary: N passed, N failed. A failed lint or typecheck counts as one failure.
`;

function isProjectName(name: string): name is ProjectName {
  return projectNames.some(known => known === name);
}

function projectOf(path: string): ProjectName | undefined {
  if (path.startsWith('tools/')) return 'unit';
  return projectNames.find(name => path.includes(`test/${name}`));
}

// The browser and its stack take half a minute to start: only for who names them.
const everywhere = projectNames.filter(name => name !== 'browser');

// A path that does not say where it belongs is looked for everywhere else.
function projectsOf(paths: readonly string[]): readonly ProjectName[] {
  const projects = paths.map(path => projectOf(path.replace(/^\.\//, '')));
  if (projects.length === 0 || projects.includes(undefined)) return everywhere;
  return projectNames.filter(name => projects.includes(name));
}

const options = {
  project: { type: 'string', multiple: true },
  name: { type: 'string', short: 't' },
  help: { type: 'boolean', short: 'h' },
} as const;

/** Reads the arguments of `npm test`. An unknown option is refused: ignoring it would test something else. */
export function parseArguments(args: readonly string[]): TestRequest {
  if (args.length === 0) return { kind: 'everything' };
  try {
    const { values, positionals: paths } = parseArgs({ args: [...args], options, allowPositionals: true });
    if (values.help === true) return { kind: 'help' };
    const named = values.project ?? [];
    const projects = named.filter(isProjectName);
    const unknown = named.find(name => !isProjectName(name));
    if (unknown !== undefined) {
      return {
        kind: 'invalid',
        message: `--project needs one of ${projectNames.join(', ')}, not "${unknown}"`,
      };
    }
    const searched = projects.length > 0 ? projects : projectsOf(paths);
    return { kind: 'part', projects: searched, paths, testName: values.name };
  } catch (error) {
    const reason = error instanceof Error ? error.message.split('. ')[0] : String(error);
    return { kind: 'invalid', message: `${reason} (npm test -- --help lists the options)` };
  }
}
