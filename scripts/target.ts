export interface Target {
  readonly projectId: string;
  /** For people: `project demo-seatbelt on the emulator at 127.0.0.1:8080`. */
  readonly target: string;
}

export const noProject = { kind: 'wrong', problem: 'Name the Firebase project with --project ID.' } as const;

/** Where a script works: the project it is told, else GCLOUD_PROJECT, else demo-seatbelt on an emulator. */
export function targetOf({
  project,
  environment,
}: {
  project: string | undefined;
  environment: Readonly<Record<string, string | undefined>>;
}): Target | undefined {
  const emulator = environment.FIRESTORE_EMULATOR_HOST;
  const local = emulator === undefined ? undefined : 'demo-seatbelt';
  const projectId = project ?? environment.GCLOUD_PROJECT ?? local;
  if (projectId === undefined) return undefined;
  const where = emulator === undefined ? 'in production' : `on the emulator at ${emulator}`;
  return { projectId, target: `project ${projectId} ${where}` };
}
