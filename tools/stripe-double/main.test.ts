import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { startStripeDouble } from './index.ts';

const MAIN = join(import.meta.dirname, 'main.ts');

type Ended = { readonly code: number | string; readonly stdout: string; readonly stderr: string };

function command(...options: string[]): Promise<Ended> {
  return new Promise(resolve => {
    execFile(process.execPath, [MAIN, ...options], (error, stdout, stderr) => {
      resolve({ code: error?.code ?? 0, stdout, stderr });
    });
  });
}

describe('the command', () => {
  test('--help says what it is and that no money moves', async () => {
    const { code, stdout } = await command('--help');
    expect(code).toBe(0);
    expect(stdout).toContain('no real money');
    expect(stdout).toContain('--webhook-url');
  });

  test.each([
    [['--port', '70000'], /^Not a port: 70000$/],
    [['--webhook-url', 'https://example.com'], /must be http:\/\/127\.0\.0\.1/],
    [['--prot', '1'], /Unknown option '--prot'/],
  ])('%j ends with one clear line', async (options, reason) => {
    const { code, stderr } = await command(...options);
    expect(code).toBe(1);
    expect(stderr.trim()).toMatch(reason);
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });

  test('a taken port is said plainly', async () => {
    const double = await startStripeDouble({ webhookSecret: 'whsec_x' });
    const { code, stderr } = await command('--port', String(double.port)).finally(double.stop);
    expect({ code, stderr }).toEqual({ code: 1, stderr: 'The port is taken: choose another with --port.\n' });
  });
});
