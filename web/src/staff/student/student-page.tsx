import { type ReactNode, useState } from 'react';
import { Link } from 'wouter';
import type { Enrollment, LedgerEntry } from '../../../../client/src/index.ts';
import type { Live } from '../../../../client/src/live.ts';
import { usePage } from '../../shared/session.tsx';
import { Button } from '../../shared/ui/button.tsx';
import { LiveView } from '../../shared/ui/live-view.tsx';
import { useLive } from '../../shared/use-live.ts';
import type { CourseKey } from '../api.ts';
import { personName } from '../person.ts';
import { accountPath } from '../students/student-list.tsx';
import { AskedView } from '../ui/asked-view.tsx';
import { Empty } from '../ui/empty.tsx';
import { Page } from '../ui/page.tsx';
import { Balances } from './balances.tsx';
import { History } from './history.tsx';
import { LedgerTable } from './ledger-table.tsx';
import { StudentActions } from './student-actions.tsx';
import type { StudentTask } from './student-task.ts';
import { StudentTaskDialog } from './student-task-dialog.tsx';
import { useTimeline } from './timeline/use-timeline.ts';

/** One student in one course: how it stands, what happened, and what staff may do. */
export default function StudentPage({ userId, courseId }: CourseKey): ReactNode {
  const key = { userId, courseId };
  const timeline = useTimeline(key);
  const { enrollment, ledger } = useCourse(key);
  const { asked, again } = timeline;
  const name = asked.status === 'ready' ? personName(asked.data.student) : userId;
  return (
    <Page
      title={name}
      intro={
        <>
          <Link href={accountPath(userId)}>Account and other courses</Link> · course <code>{courseId}</code>
          {asked.status === 'ready' && asked.data.student.isDeleted && ' · the account is deleted'}
        </>
      }
      tools={
        <Button onPress={again} isBusy={asked.status === 'ready' && asked.isAgain} busyLabel="Reading …">
          Read again
        </Button>
      }
    >
      <LiveView
        live={enrollment}
        audience="staff"
        missing={<Empty>This student is not enrolled in this course.</Empty>}
      >
        {data => <StudentCourse enrollment={data} ledger={ledger} timeline={timeline} name={name} />}
      </LiveView>
    </Page>
  );
}

function StudentCourse(props: {
  enrollment: Enrollment;
  ledger: Live<readonly LedgerEntry[]>;
  timeline: ReturnType<typeof useTimeline>;
  name: string;
}): ReactNode {
  const { enrollment, ledger, timeline, name } = props;
  const { timeZone } = enrollment;
  const { asked, again, readEarlier } = timeline;
  const [task, setTask] = useState<StudentTask | null>(null);
  return (
    <>
      <Balances enrollment={enrollment} />
      <StudentActions
        enrollment={enrollment}
        ledger={ledger.status === 'ready' ? ledger.data : []}
        onTask={setTask}
      />
      <AskedView asked={asked} again={again} lines={8}>
        {read => <History read={read} timeZone={timeZone} onEarlier={readEarlier} onTask={setTask} />}
      </AskedView>
      <LiveView live={ledger} audience="staff" missing={<Empty>No money has moved yet.</Empty>}>
        {rows => <LedgerTable entries={rows} timeZone={timeZone} />}
      </LiveView>
      {task !== null && (
        <StudentTaskDialog
          task={task}
          enrollment={enrollment}
          ledger={ledger}
          name={name}
          onClose={() => setTask(null)}
          onDone={again}
        />
      )}
    </>
  );
}

/** How the course and its money stand, live. */
function useCourse(key: CourseKey): { enrollment: Live<Enrollment>; ledger: Live<readonly LedgerEntry[]> } {
  const { seatbelt } = usePage();
  const { userId, courseId } = key;
  const enrollment = useLive(
    `enrollment/${userId}/${courseId}`,
    (reads, tell: (live: Live<Enrollment>) => void) => reads.watchEnrollment(seatbelt, key, tell),
  );
  const ledger = useLive(
    `ledger/${userId}/${courseId}`,
    (reads, tell: (live: Live<readonly LedgerEntry[]>) => void) => reads.watchLedger(seatbelt, key, tell),
  );
  return { enrollment, ledger };
}
