import path from 'node:path';
import { helpText, parseArguments } from './arguments.ts';

test('without options the page goes beside the runs, without a picture', () => {
  const request = parseArguments([]);
  expect(request).toMatchObject({ kind: 'write', fromDir: undefined, picture: 'left out' });
  expect(request.kind === 'write' && request.outFile.endsWith(path.join('.seatbelt', 'report.html'))).toBe(
    true,
  );
});

test('a page can go anywhere and be made of any directory', () => {
  expect(parseArguments(['--out', 'a/page.html', '--from', 'runs'])).toEqual({
    kind: 'write',
    outFile: path.resolve('a/page.html'),
    fromDir: path.resolve('runs'),
    picture: 'left out',
  });
});

test('the sample has its own place, and a picture', () => {
  const request = parseArguments(['--sample']);
  expect(request).toMatchObject({ kind: 'write', picture: 'taken' });
  expect(
    request.kind === 'write' && request.outFile.endsWith(path.join('docs', 'report', 'sample.html')),
  ).toBe(true);
});

test.each([
  [['--fast'], '--fast'],
  [['page.html'], 'page.html'],
  [['--out'], '--out'],
  [['--from', ''], '--from needs a path'],
  [['--sample', '--out', 'x.html'], '--out'],
])('%p is refused and named', (args, named) => {
  const request = parseArguments(args);
  expect(request.kind === 'invalid' && request.message).toContain(named);
});

test('help names every option', () => {
  expect(parseArguments(['--help'])).toEqual({ kind: 'help' });
  for (const option of ['--out', '--from', '--sample', '--help']) expect(helpText).toContain(option);
});
