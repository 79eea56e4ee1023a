import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { isAlive } from '../setup/lock.mjs';
import { lastLines, startChild } from './child.ts';

const runForEver = ['-e', 'console.log("up"); process.send("up"); setInterval(() => {}, 1_000)'];

async function untilGone(pid: number): Promise<void> {
  while (isAlive(pid)) await new Promise(resolve => setTimeout(resolve, 50));
}

test('what a command has started ends also when the command is killed', async () => {
  const script = path.join(import.meta.dirname, 'fixtures', 'die-with-child.ts');
  const { stdout, signal } = spawnSync(process.execPath, [script], { encoding: 'utf8' });
  expect(signal).toBe('SIGKILL');
  const pid = Number(stdout);
  expect(pid).toBeGreaterThan(0);
  await untilGone(pid);
});

test('a process is stopped, and stopping it again changes nothing', async () => {
  const child = startChild({ name: 'stopped', command: process.execPath, args: runForEver, messages: true });
  await new Promise<void>(resolve => child.onMessage(() => resolve()));
  expect(child.hasExited()).toBe(false);
  await child.stop();
  await child.stop();
  expect(await child.exited).toBe('SIGTERM');
  expect(isAlive(child.pid)).toBe(false);
  expect(lastLines({ logFile: child.logFile, count: 1 })).toBe('up');
});

test('a process that ignores the request to end is ended for good', async () => {
  const args = ['-e', 'process.on("SIGTERM", () => {}); process.send("up"); setInterval(() => {}, 1_000)'];
  const child = startChild({
    name: 'stubborn',
    command: process.execPath,
    args,
    messages: true,
    graceMs: 200,
  });
  await new Promise<void>(resolve => child.onMessage(() => resolve()));
  await child.stop();
  expect(await child.exited).toBe('SIGKILL');
});

test('a command that does not exist is an ended process, not a crash of ours', async () => {
  const child = startChild({ name: 'missing', command: '/nonexistent/command', args: [] });
  expect(await child.exited).toMatch(/ENOENT/);
  await child.stop();
});
