import type { Driver } from './driver.ts';

const REWRITE_MS = 1_000;
const LINE_MS = 5_000;

type Progress = { readonly name: string; readonly durationMs: number; readonly driver: Driver };

function lineOf({ name, durationMs, driver }: Progress): string {
  const { recorder, gate } = driver;
  const latest = recorder.bins.at(-2);
  const lastSecond = [...(latest?.answered.values() ?? [])].reduce((sum, count) => sum + count, 0);
  const failed = [...recorder.failures.values()].reduce((sum, count) => sum + count, 0);
  const seconds = `${Math.floor(recorder.elapsedSeconds)}/${Math.round(durationMs / 1_000)} s`;
  return `${name}: ${seconds}  ${lastSecond} answers in the last second  ${gate.underWay} under way  ${gate.waiting} waiting  ${failed} failed`;
}

/** Tells on stderr how the load goes, until what is returned is called. On a terminal it is one line, written anew. */
export function showProgress(progress: Progress): () => void {
  const { stderr } = process;
  const isTerminal = stderr.isTTY;
  const write = () => {
    const line = lineOf(progress);
    stderr.write(isTerminal ? `\r\u001b[2K${line.slice(0, stderr.columns - 1)}` : `${line}\n`);
  };
  const timer = setInterval(write, isTerminal ? REWRITE_MS : LINE_MS);
  return () => {
    clearInterval(timer);
    if (isTerminal) stderr.write('\r\u001b[2K');
  };
}
