import { z } from 'zod';

const FieldChange = z.object({ what: z.string(), from: z.string().nullable(), to: z.string().nullable() });
export type FieldChange = z.infer<typeof FieldChange>;

/** What loading one policy version or course changes, or would change. */
export const LoadReport = z.object({
  /** `course ohio-teen`, `policy ohio-teen version 1`. */
  name: z.string(),
  action: z.enum(['create', 'change', 'same', 'refused']),
  changes: z.array(FieldChange),
  /** For the operator: what follows from it, or why it is refused. */
  remarks: z.array(z.string()),
});
export type LoadReport = z.infer<typeof LoadReport>;

/** `preview` takes the very same decision and writes nothing. */
export type LoadMode = 'preview' | 'apply';

export const isRefused = ({ action }: LoadReport): boolean => action === 'refused';

export const isWriting = ({ mode, report }: { mode: LoadMode; report: LoadReport }): boolean =>
  mode === 'apply' && (report.action === 'create' || report.action === 'change');
