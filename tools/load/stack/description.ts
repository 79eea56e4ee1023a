import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { isAlive } from '../../setup/lock.mjs';
import { SetupError } from '../../setup/setup-error.mjs';
import { controlClient } from '../../stripe-double/index.ts';
import { stackFile } from '../paths.ts';
import type { LoadTarget } from '../target.ts';

/** Where a stack runs that `load-test:setup` has started, for whoever comes to it. */
export const StackDescription = z.strictObject({
  /** Of the process that ends all of it when it ends. */
  pid: z.int().positive(),
  startedAt: z.iso.datetime(),
  projectId: z.string(),
  region: z.string(),
  authHost: z.string(),
  firestoreHost: z.string(),
  instanceUrls: z.array(z.string()).min(1),
  webhookUrl: z.string(),
  webhookSecret: z.string(),
  stripeUrl: z.string(),
  env: z.record(z.string(), z.string()),
});
export type StackDescription = z.infer<typeof StackDescription>;

/** The stack that runs, if one does. @throws SetupError when the file is none of ours */
export function readStackDescription(file = stackFile): StackDescription | undefined {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
  const parsed = StackDescription.safeParse(JSON.parse(text));
  if (!parsed.success) throw new SetupError(`${file} does not describe a stack: delete it.`);
  // One that was killed leaves its file behind.
  return isAlive(parsed.data.pid) ? parsed.data : undefined;
}

export function targetOf(description: StackDescription): LoadTarget {
  const { projectId, region, authHost, firestoreHost, instanceUrls, webhookSecret, stripeUrl, env } =
    description;
  return {
    projectId,
    region,
    authHost,
    firestoreHost,
    instanceUrls: () => instanceUrls,
    webhookSecret,
    stripe: { url: stripeUrl, control: controlClient(stripeUrl) },
    env,
  };
}
