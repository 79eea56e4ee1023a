import { type ReactNode, useState } from 'react';
import { usePage } from '../../shared/session.tsx';
import { TextField } from '../../shared/ui/field.tsx';
import type { FoundStudent } from '../api.ts';
import { personName } from '../person.ts';
import { useAnswer } from '../use-answer.ts';
import { useSettled } from '../use-settled.ts';
import { AskedView } from './asked-view.tsx';
import { Empty } from './empty.tsx';

const TYPING_PAUSE_MS = 300;

/** Finds an account by name, e-mail, payment or certificate, and picks it. */
export function AccountPicker(props: {
  label: string;
  picked: FoundStudent | null;
  onPick: (student: FoundStudent | null) => void;
  problem?: string | undefined;
  /** What to look for at first: an id that is known already. */
  initialText?: string;
}): ReactNode {
  const { label, picked, onPick, problem, initialText = '' } = props;
  const [text, setText] = useState(initialText);
  if (picked !== null)
    return (
      <div className="field">
        <span className="label">{label}</span>
        <div className="row spread picked">
          <span>
            {personName(picked)} <span className="muted small">{picked.email ?? picked.userId}</span>
          </span>
          <button type="button" className="button quiet small" onClick={() => onPick(null)}>
            Choose another
          </button>
        </div>
      </div>
    );
  return (
    <div className="stack tight">
      <TextField
        label={label}
        type="search"
        hint="Name, e-mail, user id, payment or certificate"
        value={text}
        onText={setText}
        problem={problem}
      />
      {text.trim() !== '' && <Found text={text} onPick={onPick} />}
    </div>
  );
}

function Found({ text, onPick }: { text: string; onPick: (student: FoundStudent) => void }): ReactNode {
  const { seatbelt } = usePage();
  const query = useSettled({ value: text.trim(), afterMs: TYPING_PAUSE_MS });
  const { asked, again } = useAnswer(`pick/${query}`, () => seatbelt.searchStudents({ query }));
  return (
    <AskedView asked={asked} again={again} lines={2}>
      {({ students }) =>
        students.length === 0 ? (
          <Empty>Nobody found.</Empty>
        ) : (
          <ul className="choices" aria-label="Accounts found">
            {students.slice(0, 6).map(student => (
              <li key={student.userId}>
                <button type="button" className="choice" onClick={() => onPick(student)}>
                  {personName(student)}
                  <span className="muted small">{student.email ?? student.userId}</span>
                </button>
              </li>
            ))}
          </ul>
        )
      }
    </AskedView>
  );
}
