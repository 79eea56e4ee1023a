import { useOwnProject } from '../project.ts';

/** Imported before anything else: what the functions read of their environment while they load. */

export const webhookSecret = 'whsec_of_these_tests';
export const page = 'http://localhost:5000';

useOwnProject('payments');
Object.assign(process.env, {
  FUNCTIONS_EMULATOR: 'true',
  // Tokens are not signed, as with the emulators; what is in them is read as in production.
  FIREBASE_DEBUG_MODE: 'true',
  FIREBASE_DEBUG_FEATURES: '{"skipTokenVerification":true}',
  STRIPE_SECRET_KEY: 'sk_test_of_these_tests',
  STRIPE_WEBHOOK_SECRET: webhookSecret,
  WEB_ORIGINS: 'https://school.example',
});

// The functions log a line for every call, and a test's report is no place for them.
for (const level of ['debug', 'info', 'log', 'warn', 'error'] as const)
  jest.spyOn(console, level).mockImplementation(() => undefined);
