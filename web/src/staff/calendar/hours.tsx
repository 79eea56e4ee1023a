import type { ReactNode } from 'react';
import { usePage } from '../../shared/session.tsx';
import { Notice } from '../../shared/ui/notice.tsx';
import type { StaffRole } from '../roles.ts';
import { AskedView } from '../ui/asked-view.tsx';
import { useAnswer } from '../use-answer.ts';
import { Authorizations } from './authorizations.tsx';
import { keyOfWhose, type Whose } from './whose.ts';

/** What is authorized, read anew with each change. */
export function Hours(props: {
  whose: Whose;
  changes: number;
  role: StaffRole;
  onChanged: () => void;
}): ReactNode {
  const { whose, changes, role, onChanged } = props;
  const { seatbelt } = usePage();
  const { asked, again } = useAnswer(`hours/${keyOfWhose(whose)}/${changes}`, () =>
    seatbelt.listAuthorizations(askedOf(whose)),
  );
  return (
    <AskedView asked={asked} again={again}>
      {({ authorizations, isTruncated }) => (
        <>
          {isTruncated && (
            <Notice kind="warn">
              There are more than can be shown: those that ended longest ago are left out.
              {role === 'admin' && whose.kind === 'instructor' && ' Choose a student to see all of theirs.'}
            </Notice>
          )}
          <Authorizations authorizations={authorizations} role={role} onDone={onChanged} />
        </>
      )}
    </AskedView>
  );
}

function askedOf(whose: Whose): { userId?: string; instructorId?: string } {
  switch (whose.kind) {
    case 'all':
      return {};
    case 'instructor':
      return { instructorId: whose.userId };
    case 'student':
      return { userId: whose.userId };
  }
}
