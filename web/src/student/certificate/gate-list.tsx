import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { Action } from '../../shared/use-action.ts';
import { useFocusAfter } from '../layout/use-focus-after.ts';
import { NameForm } from '../profile/name-form.tsx';
import { paths } from '../routes.ts';
import type { Gate } from './gates.ts';

/** What a certificate takes: what is there, and where to see to what is missing. */
export function GateList(props: {
  courseId: string;
  gates: readonly Gate[];
  saveName: Action<string>;
}): ReactNode {
  const { courseId, gates, saveName } = props;
  const isNameMissing = gates.some(({ place, isOpen }) => place === 'name' && !isOpen);
  const heading = useFocusAfter<HTMLHeadingElement>(isNameMissing ? 'name' : 'gates');
  return (
    <section className="card stack" aria-labelledby="gates">
      <h2 id="gates" ref={heading} tabIndex={-1}>
        What it takes
      </h2>
      <ul className="outline">
        {gates.map(gate => (
          <li key={gate.name}>
            <span className={`mark ${gate.isOpen ? 'done' : ''}`}>
              <span aria-hidden="true">{gate.isOpen ? '✓' : '·'}</span>
              <span className="visually-hidden">{gate.isOpen ? 'Done:' : 'Missing:'}</span>
            </span>
            <span className="name">
              {gate.name}: {gate.text}
            </span>
            <GateLink courseId={courseId} gate={gate} />
          </li>
        ))}
      </ul>
      {isNameMissing && <NameForm save={saveName} />}
    </section>
  );
}

function GateLink({ courseId, gate }: { courseId: string; gate: Gate }): ReactNode {
  if (gate.isOpen) return null;
  switch (gate.place) {
    case 'lessons':
    case 'course':
      return <Link href={paths.course(courseId)}>To the course</Link>;
    case 'payment':
      return <Link href={paths.pay(courseId)}>Pay</Link>;
    case 'exam':
      return gate.quizId === undefined ? null : (
        <Link href={paths.quiz({ courseId, quizId: gate.quizId })}>To the exam</Link>
      );
    case 'name':
      return null;
  }
}
