import { type ReactNode, useState } from 'react';
import { useUser } from '../../shared/session.tsx';
import { Button } from '../../shared/ui/button.tsx';
import type { FoundStudent } from '../api.ts';
import { personName } from '../person.ts';
import { staffRoleOf } from '../roles.ts';
import { AccountPicker } from '../ui/account-picker.tsx';
import { Empty } from '../ui/empty.tsx';
import { SelectField } from '../ui/fields.tsx';
import { Page } from '../ui/page.tsx';
import { CreateAuthorizationDialog } from './create-authorization-dialog.tsx';
import { Hours } from './hours.tsx';
import { Lessons } from './lessons.tsx';
import type { Whose } from './whose.ts';
import './calendar.css';

/** Lessons of driving: an instructor's own, an admin's of all or of one person. */
export default function CalendarPage(): ReactNode {
  const { role: claimed } = useUser();
  const role = staffRoleOf(claimed) ?? 'instructor';
  const [person, setPerson] = useState<FoundStudent | null>(null);
  const [as, setAs] = useState<'instructor' | 'student'>('instructor');
  const [isCreating, setCreating] = useState(false);
  const [changes, setChanges] = useState(0);
  const changed = (): void => setChanges(before => before + 1);
  const isAdmin = role === 'admin';
  const whose: Whose = person === null ? { kind: 'all' } : { kind: as, userId: person.userId };
  return (
    <Page
      title="Calendar"
      intro={`Driving lessons, in your time zone (${Intl.DateTimeFormat().resolvedOptions().timeZone}).`}
      tools={isAdmin && <Button onPress={() => setCreating(true)}>Authorize hours</Button>}
    >
      {isAdmin && (
        <section className="card columns" aria-label="Whose">
          <AccountPicker label="Lessons and hours of" picked={person} onPick={setPerson} />
          {person !== null && (
            <SelectField
              label="Who is"
              value={as}
              onText={value => setAs(value === 'student' ? 'student' : 'instructor')}
              options={[
                { value: 'instructor', label: 'the instructor' },
                { value: 'student', label: 'the student' },
              ]}
            />
          )}
        </section>
      )}
      <Lessons whose={whose} changes={changes} onChanged={changed} />
      <section className="stack" aria-labelledby="authorized">
        <h2 id="authorized">Authorized hours{person !== null && ` of ${personName(person)}`}</h2>
        {isAdmin && whose.kind === 'all' ? (
          <Empty>Choose an instructor or a student above to see their hours.</Empty>
        ) : (
          <Hours whose={whose} changes={changes} role={role} onChanged={changed} />
        )}
      </section>
      {isCreating && <CreateAuthorizationDialog onClose={() => setCreating(false)} onDone={changed} />}
    </Page>
  );
}
