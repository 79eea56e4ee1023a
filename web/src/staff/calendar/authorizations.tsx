import { type ReactNode, useState } from 'react';
import { formatDay } from '../../shared/format.ts';
import { Button } from '../../shared/ui/button.tsx';
import type { ListedAuthorization } from '../api.ts';
import type { StaffRole } from '../roles.ts';
import { Empty } from '../ui/empty.tsx';
import { ChangeAuthorizationDialog } from './change-authorization-dialog.tsx';
import { studentWords } from './lesson-words.ts';
import { ReserveDialog } from './reserve-dialog.tsx';
import { dividedByEnd } from './validity.ts';
import '../ui/shares.css';

type AuthorizationTask = { readonly kind: 'reserve' | 'change'; readonly authorization: ListedAuthorization };

/** Hours of driving that are authorized, with what is left of each. */
export function Authorizations(props: {
  authorizations: readonly ListedAuthorization[];
  role: StaffRole;
  onDone: () => void;
}): ReactNode {
  const { authorizations, role, onDone } = props;
  const [task, setTask] = useState<AuthorizationTask | null>(null);
  const close = (): void => setTask(null);
  const changing = (authorization: ListedAuthorization): ReactNode =>
    role === 'admin' && (
      <Button look="quiet" onPress={() => setTask({ kind: 'change', authorization })}>
        Change
      </Button>
    );
  const { running, ended } = dividedByEnd({ authorizations, now: new Date() });
  if (authorizations.length === 0)
    return <Empty>No hours are authorized. An admin authorizes them for a student with an instructor.</Empty>;
  return (
    <>
      {running.length > 0 && (
        <ul className="cards" aria-label="Authorized hours">
          {running.map(authorization => (
            <Card key={authorization.authorizationId} authorization={authorization}>
              <Button
                onPress={() => setTask({ kind: 'reserve', authorization })}
                isDisabled={authorization.availableUnits === 0}
              >
                Reserve
              </Button>
              {changing(authorization)}
            </Card>
          ))}
        </ul>
      )}
      {ended.length > 0 && (
        <details>
          <summary>No longer valid ({ended.length})</summary>
          <ul className="cards">
            {ended.map(authorization => (
              <Card key={authorization.authorizationId} authorization={authorization}>
                {changing(authorization)}
              </Card>
            ))}
          </ul>
        </details>
      )}
      {task?.kind === 'reserve' && (
        <ReserveDialog authorization={task.authorization} onClose={close} onDone={onDone} />
      )}
      {task?.kind === 'change' && (
        <ChangeAuthorizationDialog authorization={task.authorization} onClose={close} onDone={onDone} />
      )}
    </>
  );
}

/** @param children what can be done with it */
function Card({
  authorization,
  children,
}: {
  authorization: ListedAuthorization;
  children: ReactNode;
}): ReactNode {
  const { validFrom, validTo, courseId } = authorization;
  return (
    <li className="card stack tight">
      <strong>{studentWords(authorization)}</strong>
      <UnitMeter authorization={authorization} />
      <span className="muted small">
        {formatDay({ at: new Date(validFrom) })} to {formatDay({ at: new Date(validTo) })} ·{' '}
        <code>{courseId}</code>
      </span>
      <div className="row">{children}</div>
    </li>
  );
}

/** Driven, held and left, as a bar and in words. */
function UnitMeter({ authorization }: { authorization: ListedAuthorization }): ReactNode {
  const { consumedUnits, reservedUnits, availableUnits } = authorization;
  const parts = [
    { name: 'driven', count: consumedUnits, tone: 'good' },
    { name: 'held', count: reservedUnits, tone: 'accent' },
    { name: 'left', count: availableUnits, tone: 'plain' },
  ] as const;
  return (
    <>
      <div className="shares" aria-hidden="true">
        {parts
          .filter(({ count }) => count > 0)
          .map(({ name, count, tone }) => (
            <span key={name} className={`share ${tone}`} style={{ flexGrow: count }} />
          ))}
      </div>
      <span className="small number">{parts.map(({ name, count }) => `${count} ${name}`).join(' · ')}</span>
    </>
  );
}
