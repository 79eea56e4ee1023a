import { readFileSync } from 'node:fs';
import path from 'node:path';
import { reasons } from '../../functions/src/platform/reasons.ts';
import { callableNames, isPlain } from '../src/contract/methods.ts';
import { methodsOf } from '../src/seatbelt.ts';
import { callables } from '../types/callables.ts';
import { formatted } from '../types/format.ts';
import { renderContract } from '../types/render.ts';

const rootDir = path.resolve(import.meta.dirname, '../..');
const read = (file: string): string => readFileSync(path.join(rootDir, file), 'utf8');

/** Every function that is deployed, with the file it is in. */
const deployed = [
  ...read('functions/src/index.ts').matchAll(/export \{ ([^}]+) \} from '\.\/([^']+)'/g),
].flatMap(([, names = '', file = '']) => names.split(',').map(name => ({ name: name.trim(), file })));
const callable = deployed.filter(({ name, file }) =>
  new RegExp(`export const ${name} = defineCallable\\(`).test(read(`functions/src/${file}`)),
);

describe('the client’s contract', () => {
  it('is looked for in functions that exist', () => {
    expect(callable.length).toBeGreaterThan(35);
  });

  it.each(callable)('has a method for $name', ({ name }) => {
    expect(Object.keys(callables)).toContain(name);
    expect(callableNames).toContain(name);
    expect(methodsOf({ call: async () => undefined })).toHaveProperty(name);
  });

  it('sends an id with everything that the server wants one for, and with nothing else', () => {
    const wanting = Object.entries(callables)
      .filter(([, { request }]) => wantsId(request.safeParse({})))
      .map(([name]) => name);
    expect(callableNames.filter(name => !isPlain(name))).toEqual(wanting);
  });

  it.each([...renderContract()])('%s says what the server’s schemas say', (name, text) => {
    // If this fails: npm run build:client -- --types
    expect(read(`client/src/contract/${name}`)).toBe(formatted({ text, rootDir }));
  });

  it('has no name that the build shortens: what is sent or answered would lose it', () => {
    const contract = [...renderContract().keys()].map(name => read(`client/src/contract/${name}`)).join('');
    const short = [...read('client/internal-names.mjs').matchAll(/^ {2}'(\w+)',$/gm)].map(([, name]) => name);
    expect(short.length).toBeGreaterThan(50);
    expect(short.filter(name => new RegExp(`\\b${name}\\??:`).test(contract))).toEqual([]);
  });

  it.each(Object.keys(reasons))('knows the reason %s', reason => {
    expect(read('client/src/contract/reasons.ts')).toContain(`'${reason}'`);
  });
});

interface Parsed {
  readonly error?: { readonly issues: readonly { readonly path: readonly PropertyKey[] }[] } | undefined;
}

const wantsId = ({ error }: Parsed): boolean =>
  error?.issues.some(issue => issue.path[0] === 'requestId') === true;
