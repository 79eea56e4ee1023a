import { useOwnProject } from '../project.ts';

/** Imported before anything else: what the functions read of their environment while they load. */
useOwnProject('certificates');
Object.assign(process.env, {
  FUNCTIONS_EMULATOR: 'true',
  PUBLIC_BASE_URL: 'https://school.example/verify',
  SCHOOL_NAME: 'Northside Driving School',
});

for (const level of ['debug', 'info', 'log', 'warn', 'error'] as const)
  jest.spyOn(console, level).mockImplementation(() => undefined);
