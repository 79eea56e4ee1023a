import { quizDoc } from '../catalog/store.ts';
import { readDocument } from '../commit/index.ts';
import type { Enrollment } from '../enrollments/schema.ts';
import type { Id } from '../platform/ids.ts';
import { nobody, peopleOf } from './people.ts';
import { shown } from './shown-enrollment.ts';
import type { Window } from './stretch.ts';
import { isCut, pageOf } from './timeline.ts';
import { itemsOf } from './timeline-items.ts';
import { goneOf, type History, readHistory } from './timeline-queries.ts';
import type { GetStudentTimelineAnswer } from './wire.ts';

/** One page of what happened in this course, with the student as they are called now. */
export async function readTimeline({
  enrollment,
  window,
}: {
  enrollment: Enrollment;
  window: Window;
}): Promise<GetStudentTimelineAnswer> {
  const { userId } = enrollment;
  const [people, history] = await Promise.all([peopleOf([userId]), readHistory({ enrollment, window })]);
  const [gone, quizTitles] = await Promise.all([
    goneOf({ enrollment, paymentIntentIds: paymentsIn(history) }),
    titlesOf({ enrollment, history }),
  ]);
  const items = itemsOf(history, { enrollment, gone, quizTitles });
  const page = pageOf({ items, isCut: isCut(history), window });
  return {
    student: people.get(userId) ?? nobody(userId),
    enrollment: shown(enrollment),
    items: [...page.items],
    nextBefore: page.nextBefore,
  };
}

const paymentsIn = ({ ledger }: History): readonly Id[] => [
  ...new Set(
    ledger.items.flatMap(({ kind, paymentIntentId }) =>
      kind === 'payment' && paymentIntentId !== null ? [paymentIntentId] : [],
    ),
  ),
];

async function titlesOf(input: {
  enrollment: Enrollment;
  history: History;
}): Promise<ReadonlyMap<Id, string>> {
  const { courseId } = input.enrollment;
  const asked = input.history.quizzes.filter(({ attempts }) => attempts.items.length > 0);
  const quizzes = await Promise.all(
    asked.map(({ record: { quizId } }) => readDocument(quizDoc({ courseId, quizId }))),
  );
  return new Map(quizzes.flatMap(quiz => (quiz === undefined ? [] : [[quiz.quizId, quiz.title] as const])));
}
