import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { isAlive, withLock } from './lock.mjs';

const dir = mkdtempSync(path.join(os.tmpdir(), 'seatbelt-lock-'));
const lockDir = path.join(dir, 'setup.lock');

function heldBy(pid: number): void {
  mkdirSync(lockDir, { recursive: true });
  writeFileSync(path.join(lockDir, String(pid)), '');
}

afterAll(() => rmSync(dir, { recursive: true, force: true }));

test('the lock is there during the work and gone after it, also when the work fails', async () => {
  const failing = withLock({ lockDir, onWait: () => undefined }, async () => {
    expect(existsSync(lockDir)).toBe(true);
    throw new Error('install failed');
  });
  await expect(failing).rejects.toThrow('install failed');
  expect(existsSync(lockDir)).toBe(false);
});

test('a lock left behind by a command that died is taken over', async () => {
  const dead = spawnSync(process.execPath, ['-e', '']).pid;
  expect(isAlive(dead)).toBe(false);
  heldBy(dead);
  expect(await withLock({ lockDir, onWait: () => undefined }, async () => 'done')).toBe('done');
});

test('a second command waits, says so once, and works when the first has finished', async () => {
  heldBy(process.ppid);
  const waitedFor: number[] = [];
  const onWait = (pid: number) => {
    waitedFor.push(pid);
    setTimeout(() => rmSync(lockDir, { recursive: true }), 500);
  };
  expect(await withLock({ lockDir, onWait }, async () => 'done')).toBe('done');
  expect(waitedFor).toEqual([process.ppid]);
});
