/** Projects, so that `npm test -- --project unit` needs no emulator, and only `browser` a browser. */
const shared = {
  testEnvironment: 'node',
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      { jsc: { target: 'es2024', parser: { syntax: 'typescript' } }, module: { type: 'commonjs' } },
    ],
    '^.+\\.m?js$': ['@swc/jest', { jsc: { target: 'es2024' }, module: { type: 'commonjs' } }],
  },
  // These ship as ES modules only: two that firebase-admin's token checks load, and the QR encoder.
  transformIgnorePatterns: ['/node_modules/(?!(jose|jwks-rsa|qr)/)'],
  modulePathIgnorePatterns: ['<rootDir>/functions/lib', '<rootDir>/.seatbelt'],
};

const project = (displayName, testMatch) => ({
  ...shared,
  displayName,
  rootDir: import.meta.dirname,
  testMatch,
});

export default {
  testTimeout: 60_000,
  projects: [
    project('unit', [
      '<rootDir>/functions/test/unit/**/*.test.ts',
      '<rootDir>/tools/**/*.test.ts',
      '<rootDir>/web/test/unit/**/*.test.ts',
      '<rootDir>/client/test/*.test.ts',
    ]),
    project('emulator', [
      '<rootDir>/functions/test/emulator/**/*.test.ts',
      '<rootDir>/client/test/emulator/**/*.test.ts',
    ]),
    project('rules', ['<rootDir>/functions/test/rules/**/*.test.ts']),
    project('simulation', ['<rootDir>/functions/test/simulation/**/*.test.ts']),
    {
      ...project('browser', ['<rootDir>/web/test/browser/**/*.test.ts']),
      testEnvironment: '<rootDir>/web/test/browser/support/environment.ts',
      setupFilesAfterEnv: ['<rootDir>/web/test/browser/support/try-twice.ts'],
    },
  ],
};
