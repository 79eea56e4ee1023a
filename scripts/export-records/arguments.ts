import type { Id } from '../../functions/src/platform/ids.ts';
import { ExportComplianceRecordRequest, type RecordFormat } from '../../functions/src/records/wire.ts';
import {
  type CommandLine,
  isWrong,
  parse,
  type ReadArguments,
  targetOf,
  wrong,
  wrongValues,
} from '../shared/command-line.ts';

export interface ExportArguments {
  readonly userId: Id;
  readonly courseId: Id;
  readonly format: RecordFormat;
  readonly fromDay: string | null;
  readonly toDay: string | null;
  /** A file, or undefined for the standard output. */
  readonly out: string | undefined;
  readonly homePage: string;
  readonly projectId: string;
}

export const usage = `Takes the compliance record of one student's course. Reads only; of any size.

  node scripts/export-records.ts --user ID --course ID [--format json|html|xapi] [--out FILE]
                                 [--from DAY] [--to DAY] [--home-page URL] [--project ID]

  --user ID        the student's uid
  --course ID      the course
  --format FORMAT  json (default), html to read and print, or xapi statements in cmi5's order
  --out FILE       where to write it; without it the record goes to the standard output
  --from, --to     first and last day of the sessions to take, such as 2026-03-08
  --home-page URL  where the school's accounts are at home, for xapi; else the origin of PUBLIC_BASE_URL
  --project ID     the Firebase project; else GCLOUD_PROJECT, else demo-seatbelt on an emulator

With FIRESTORE_EMULATOR_HOST set it reads from the emulator, otherwise from the real project with your
application-default credentials.

Exit code: 0 done, 1 refused or failed, 2 wrong usage, 3 done, but the record does not hold: a chain is broken or a
sum does not come out.`;

export function readArguments(line: CommandLine): ReadArguments<ExportArguments> {
  const parsed = parse({ argv: line.argv, options });
  if (isWrong(parsed)) return parsed;
  const { values } = parsed;
  if (values.help) return { kind: 'help' };
  const request = ExportComplianceRecordRequest.safeParse({
    userId: values.user,
    courseId: values.course,
    format: values.format,
    fromDay: values.from,
    toDay: values.to,
  });
  if (!request.success) return wrongValues(request.error.issues, optionOf);
  const { userId, courseId, format, fromDay, toDay } = request.data;
  if (userId === undefined) return wrong('Name the student with --user ID.');
  const target = targetOf(values.project, line);
  if (isWrong(target)) return target;
  const homePage = originOf(values['home-page'] ?? line.environment['PUBLIC_BASE_URL'] ?? '');
  if (homePage === undefined && format === 'xapi')
    return wrong('Name where accounts are at home with --home-page https://…');
  return {
    kind: 'arguments',
    arguments: {
      ...{ userId, courseId, format, projectId: target.projectId },
      fromDay: fromDay ?? null,
      toDay: toDay ?? null,
      out: values.out,
      homePage: homePage ?? '',
    },
  };
}

const options = {
  user: { type: 'string' },
  course: { type: 'string' },
  format: { type: 'string', default: 'json' },
  out: { type: 'string' },
  from: { type: 'string' },
  to: { type: 'string' },
  'home-page': { type: 'string' },
} as const;

const optionOf: Readonly<Record<string, string>> = {
  userId: '--user',
  courseId: '--course',
  format: '--format',
  fromDay: '--from',
  toDay: '--to',
};

function originOf(address: string): string | undefined {
  if (!URL.canParse(address)) return undefined;
  const { origin, protocol } = new URL(address);
  return protocol === 'https:' || protocol === 'http:' ? origin : undefined;
}
