import { type ReactNode, useState } from 'react';
import { formatInstant } from '../../shared/format.ts';
import { Button } from '../../shared/ui/button.tsx';
import { Dialog } from '../../shared/ui/dialog.tsx';
import { Facts } from '../../shared/ui/facts.tsx';
import type { CalendarLesson } from '../api.ts';
import { StateTag } from '../ui/tag.tsx';
import { ConsumeDialog } from './consume-dialog.tsx';
import { studentWords, unitWords } from './lesson-words.ts';
import { ReleaseDialog } from './release-dialog.tsx';

type Step = 'look' | 'consume' | 'release';

/** One lesson: what it is, and what can be done while it is held. */
export function LessonDialog(props: {
  lesson: CalendarLesson;
  onClose: () => void;
  onDone: () => void;
}): ReactNode {
  const { lesson, onClose, onDone } = props;
  const [step, setStep] = useState<Step>('look');
  switch (step) {
    case 'consume':
      return <ConsumeDialog lesson={lesson} onClose={onClose} onDone={onDone} />;
    case 'release':
      return <ReleaseDialog lesson={lesson} onClose={onClose} onDone={onDone} />;
    case 'look':
      return (
        <Dialog title={`Lesson with ${studentWords(lesson)}`} onClose={onClose}>
          <Facts
            facts={[
              ['State', <StateTag key="state" state={lesson.state} />],
              ['Begins', formatInstant({ at: new Date(lesson.startsAt) })],
              ['Ends', formatInstant({ at: new Date(lesson.endsAt) })],
              ['Units', unitWords(lesson)],
              ['Instructor', <code key="instructor">{lesson.instructorId}</code>],
              ['Course', <code key="course">{lesson.courseId}</code>],
            ]}
          />
          <div className="row">
            {lesson.state === 'HELD' && (
              <>
                <Button look="primary" onPress={() => setStep('consume')}>
                  Mark as driven
                </Button>
                <Button look="danger" onPress={() => setStep('release')}>
                  Give back
                </Button>
              </>
            )}
            <Button look="quiet" onPress={onClose}>
              Close
            </Button>
          </div>
        </Dialog>
      );
  }
}
