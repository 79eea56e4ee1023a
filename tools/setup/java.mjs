import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { SetupError } from './setup-error.mjs';

const minimumMajor = 17;

/**
 * Reads the major version from what `java -version` prints.
 * `1.8.0_392` is 8 (the scheme before Java 9), `17.0.15` is 17, `22-ea` is 22; null when there is no version.
 */
export function parseJavaMajor(output) {
  const version = /version "(?<major>\d+)(?:\.(?<minor>\d+))?/.exec(output)?.groups;
  if (version === undefined) return null;
  const major = Number(version.major);
  return major === 1 && version.minor !== undefined ? Number(version.minor) : major;
}

function majorOf({ command, env }) {
  const result = spawnSync(command, ['-version'], { encoding: 'utf8', env });
  return result.status === 0 ? parseJavaMajor(`${result.stderr}${result.stdout}`) : null;
}

/**
 * Finds a Java that can run the emulators: JAVA_HOME first, then PATH.
 * Returns `{ command, major }`; throws SetupError with one line when none is new enough.
 */
export function findJava(env) {
  const fromHome = env.JAVA_HOME ? [path.join(env.JAVA_HOME, 'bin', 'java')] : [];
  const found = [...fromHome, 'java'].map(command => ({ command, major: majorOf({ command, env }) }));
  const usable = found.find(java => java.major !== null && java.major >= minimumMajor);
  if (usable !== undefined) return usable;

  const tooOld = found.find(java => java.major !== null);
  const seen = tooOld ? `found Java ${tooOld.major} (${tooOld.command})` : 'found none';
  throw new SetupError(
    `Java ${minimumMajor} or newer is needed for the Firebase emulators, ${seen}: install one (for example ` +
      'https://adoptium.net, or your package manager) and put it on PATH or point JAVA_HOME at it.',
  );
}

/** The environment in which a bare `java` (firebase-tools calls it so) is the Java that `findJava` chose. */
export function withJavaOnPath({ env, java }) {
  if (!path.isAbsolute(java.command)) return env;
  return { ...env, PATH: `${path.dirname(java.command)}${path.delimiter}${env.PATH ?? ''}` };
}
