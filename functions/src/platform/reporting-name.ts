import { Id } from './ids.ts';

/**
 * As what this process reports how it is doing: on Cloud Run the function that it serves. Elsewhere, in tests and
 * scripts for two, it reports nothing, unless `HEALTH_REPORT_NAME` says as what.
 */
export function reportingName(env: NodeJS.ProcessEnv = process.env): Id | undefined {
  const { HEALTH_REPORT_NAME: wanted, K_SERVICE: service, FUNCTION_TARGET: target } = env;
  // No name, no report: a name that is wrong must not cost anybody an answer.
  return Id.safeParse(wanted ?? (service === undefined ? undefined : target)).data;
}
