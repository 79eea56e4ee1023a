import { type ReactNode, useState } from 'react';
import { Link } from 'wouter';
import type { AuditRecord } from '../../../../client/src/index.ts';
import type { Live } from '../../../../client/src/live.ts';
import { formatInstant } from '../../shared/format.ts';
import { usePage } from '../../shared/session.tsx';
import { Button } from '../../shared/ui/button.tsx';
import { TextField } from '../../shared/ui/field.tsx';
import { LiveView } from '../../shared/ui/live-view.tsx';
import { useLive } from '../../shared/use-live.ts';
import { Empty } from '../ui/empty.tsx';
import { Page } from '../ui/page.tsx';
import { Tag } from '../ui/tag.tsx';
import type { Tone } from '../words.ts';
import { matchesRecord } from './matches-record.ts';

const PAGE = 50;

/** What staff did, to whom and why; live, the newest first. */
export default function AuditPage(): ReactNode {
  const { seatbelt } = usePage();
  const [limit, setLimit] = useState(PAGE);
  const [text, setText] = useState('');
  const live = useLive(`audit/${limit}`, (reads, tell: (live: Live<readonly AuditRecord[]>) => void) =>
    reads.watchAuditLog(seatbelt, { limit }, tell),
  );
  const nothing = (
    <Empty>No staff action has been taken yet. Each would stand here with who, what, to whom and why.</Empty>
  );
  return (
    <Page
      title="Audit log"
      intro="Every staff action with its reason. Each record’s hash holds the one before it; scripts/verify-audit checks them."
    >
      <search>
        <TextField
          label="Show only"
          type="search"
          hint="Part of an action, a person’s id, a course or a reason, among those below"
          value={text}
          onText={setText}
        />
      </search>
      <LiveView live={live} audience="staff" missing={nothing} lines={8}>
        {records => {
          const matching = records.filter(record => matchesRecord({ record, text }));
          if (records.length === 0) return nothing;
          return (
            <>
              {matching.length === 0 ? (
                <Empty>None of the newest {records.length} records holds this text.</Empty>
              ) : (
                <ol className="history" aria-label="Audit records, newest first">
                  {matching.map(record => (
                    <RecordRow key={record.entryId} record={record} />
                  ))}
                </ol>
              )}
              {records.length >= limit && (
                <Button onPress={() => setLimit(before => before + PAGE)}>Show {PAGE} more</Button>
              )}
            </>
          );
        }}
      </LiveView>
    </Page>
  );
}

const tones: Readonly<Record<AuditRecord['outcome'], Tone>> = {
  applied: 'good',
  refused: 'bad',
  read: 'warn',
};

function RecordRow({ record }: { record: AuditRecord }): ReactNode {
  const { actor, subject, outcome, refusal } = record;
  const { userId, courseId } = subject;
  return (
    <li className="audit">
      <time className="muted small number" dateTime={record.at.toISOString()}>
        {formatInstant({ at: record.at })}
      </time>
      <span>
        <Tag tone={tones[outcome]}>{outcome}</Tag>
      </span>
      <div className="what stack tight">
        <span>
          <strong>{record.action}</strong> by <code>{actor.uid}</code> ({actor.role})
          {refusal !== null && <> · {refusal}</>}
        </span>
        {record.reason !== null && <span>«{record.reason}»</span>}
        <span className="muted small">
          {userId !== null && (
            <>
              to <code>{userId}</code>{' '}
            </>
          )}
          {courseId !== null && (
            <>
              in <code>{courseId}</code>{' '}
            </>
          )}
          {subject.document !== null && <code>{subject.document}</code>}
        </span>
        <div className="row small">
          {userId !== null && courseId !== null && (
            <Link
              href={`/grants?userId=${encodeURIComponent(userId)}&courseId=${encodeURIComponent(courseId)}`}
            >
              Open this student’s record
            </Link>
          )}
          <details>
            <summary>More</summary>
            <dl className="facts">
              <Snapshot name="Before" text={record.before} />
              <Snapshot name="After" text={record.after} />
              <Snapshot name="Request" text={record.requestId} />
              <Snapshot name="Chain" text={`${record.chain}, position ${record.position}`} />
            </dl>
          </details>
        </div>
      </div>
    </li>
  );
}

function Snapshot({ name, text }: { name: string; text: string | null }): ReactNode {
  if (text === null) return null;
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        <code className="wrap">{text}</code>
      </dd>
    </div>
  );
}
