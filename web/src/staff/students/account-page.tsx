import { type ReactNode, useState } from 'react';
import { Link } from 'wouter';
import { usePage, useUser } from '../../shared/session.tsx';
import { Button } from '../../shared/ui/button.tsx';
import { Notice } from '../../shared/ui/notice.tsx';
import type { FoundStudent } from '../api.ts';
import { personName } from '../person.ts';
import { AskedView } from '../ui/asked-view.tsx';
import { Page } from '../ui/page.tsx';
import { useAnswer } from '../use-answer.ts';
import { DeleteAccountDialog } from './delete-account-dialog.tsx';
import { ExportAccountDialog } from './export-account-dialog.tsx';
import { SetRoleDialog } from './set-role-dialog.tsx';
import { CourseLinks } from './student-list.tsx';

/** One account: its courses, and what is done to the account as a whole. */
export default function AccountPage({ userId }: { userId: string }): ReactNode {
  const { seatbelt } = usePage();
  const { asked, again } = useAnswer(`account/${userId}`, () => seatbelt.searchStudents({ query: userId }));
  return (
    <AskedView asked={asked} again={again} lines={6}>
      {({ students }) => {
        const student = students.find(found => found.userId === userId);
        return student === undefined ? (
          <NoAccount userId={userId} />
        ) : (
          <Account student={student} again={again} />
        );
      }}
    </AskedView>
  );
}

type AccountTask = 'setRole' | 'export' | 'delete';

function Account({ student, again }: { student: FoundStudent; again: () => void }): ReactNode {
  const { userId: ownId } = useUser();
  const [task, setTask] = useState<AccountTask | null>(null);
  const name = personName(student);
  const close = (): void => setTask(null);
  const { userId } = student;
  return (
    <Page
      title={name}
      intro={
        <>
          {student.email !== null && `${student.email} · `}user id <code>{userId}</code>
        </>
      }
    >
      <section className="card stack">
        <h2>Courses</h2>
        <CourseLinks userId={userId} courses={student.courses} />
      </section>
      <section className="card stack">
        <h2>Account</h2>
        {ownId === userId && (
          <Notice>This is your own account. Its role and end are for another admin.</Notice>
        )}
        {student.isDeleted && (
          <Notice>This account is deleted. What the law wants kept stays under the bare id.</Notice>
        )}
        <div className="row">
          <Button onPress={() => setTask('export')}>Export account data</Button>
          {!student.isDeleted && (
            <>
              <Button onPress={() => setTask('setRole')}>Set role</Button>
              <Button look="danger" onPress={() => setTask('delete')}>
                Delete account
              </Button>
            </>
          )}
        </div>
      </section>
      {task === 'setRole' && <SetRoleDialog userId={userId} name={name} onClose={close} onDone={again} />}
      {task === 'export' && <ExportAccountDialog userId={userId} name={name} onClose={close} />}
      {task === 'delete' && (
        <DeleteAccountDialog userId={userId} name={name} onClose={close} onDone={again} />
      )}
    </Page>
  );
}

function NoAccount({ userId }: { userId: string }): ReactNode {
  return (
    <Page title="No such account">
      <p>
        Nobody has the id <code>{userId}</code>. <Link href="/students">To students</Link>
      </p>
    </Page>
  );
}
