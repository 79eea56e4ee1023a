import { pathToFileURL } from 'node:url';
import { storedZip } from './stored-zip.ts';

const mainClass = 'com.google.cloud.datastore.emulator.firestore.CloudFirestore';
/** A manifest line may hold 72 bytes; whether the line break counts is read both ways, so it is counted. */
const lineBytes = 70;

/** One manifest attribute, wrapped: a continuation line starts with one space. Ends with a line break. */
export function manifestAttribute({ name, value }: { name: string; value: string }): string {
  let rest = `${name}: ${value}`;
  const lines: string[] = [];
  while (rest.length > lineBytes) {
    lines.push(rest.slice(0, lineBytes));
    rest = ` ${rest.slice(lineBytes)}`;
  }
  return [...lines, rest, ''].join('\r\n');
}

/**
 * A jar that only says which class of which other jar to start. The Google Cloud CLI ships the emulator
 * without a `Main-Class`, and firebase-tools starts it with `java -jar`.
 */
export function launcherJar(emulatorJarPath: string): Buffer {
  const manifest = [
    manifestAttribute({ name: 'Manifest-Version', value: '1.0' }),
    manifestAttribute({ name: 'Main-Class', value: mainClass }),
    // A URL, so that blanks and letters beyond ASCII arrive percent-encoded.
    manifestAttribute({ name: 'Class-Path', value: pathToFileURL(emulatorJarPath).href }),
  ].join('');
  return storedZip({ name: 'META-INF/MANIFEST.MF', content: Buffer.from(`${manifest}\r\n`) });
}
