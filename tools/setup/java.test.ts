import { findJava, parseJavaMajor, withJavaOnPath } from './java.mjs';

test.each([
  ['openjdk version "17.0.15" 2025-04-15\nOpenJDK Runtime Environment', 17],
  ['java version "1.8.0_392"', 8],
  ['openjdk version "21" 2023-09-19', 21],
  ['openjdk version "22-ea" 2024-03-19', 22],
  ['Picked up JAVA_TOOL_OPTIONS: -Xmx1g\nopenjdk version "11.0.2"', 11],
  ['The operation couldn’t be completed. Unable to locate a Java Runtime.', null],
])('the major version of %j is %j', (output, major) => {
  expect(parseJavaMajor(output)).toBe(major);
});

test('a machine without Java is told in one line what to install', () => {
  const empty = { PATH: '/nonexistent' };
  expect(() => findJava(empty)).toThrow(/^Java 17 or newer is needed.*$/);
});

test('the Java found at JAVA_HOME is the one a bare `java` reaches', () => {
  const env = withJavaOnPath({
    env: { PATH: '/usr/bin' },
    java: { command: '/opt/jdk/bin/java', major: 21 },
  });
  expect(env['PATH']).toBe('/opt/jdk/bin:/usr/bin');
});
