// Ends what its parent has started when the parent is gone, however it went: also by SIGKILL or a crash,
// where the parent cannot clean up itself. Reads lines "watch PID" and "forget PID" on stdin; the pipe closes
// with the parent.
import readline from 'node:readline';
import { awaitEnd, send, withDescendants } from './process-tree.mjs';

const graceMs = 5_000;
const watched = new Set();

async function reap() {
  if (watched.size === 0) return;
  const pids = withDescendants(watched);
  for (const pid of pids) send(pid, 'SIGTERM');
  await awaitEnd({ pids, graceMs });
}

const lines = readline.createInterface({ input: process.stdin });
lines.on('line', line => {
  const [verb, pid] = line.split(' ');
  if (verb === 'watch') watched.add(Number(pid));
  if (verb === 'forget') watched.delete(Number(pid));
});
lines.on('close', () => void reap());
