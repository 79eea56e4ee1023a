import { quizDoc } from '../catalog/store.ts';
import { readDocument } from '../commit/index.ts';
import type { Enrollment } from '../enrollments/schema.ts';
import type { Id } from '../platform/ids.ts';
import { nobody, peopleOf } from './people.ts';
import { isCut, pageOf } from './timeline.ts';
import { itemsOf } from './timeline-items.ts';
import { type History, readHistory, refundedOf, type Window } from './timeline-queries.ts';
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
  const [refunded, quizTitles] = await Promise.all([
    refundedOf({ enrollment, paymentIntentIds: paymentsIn(history) }),
    titlesOf({ enrollment, history }),
  ]);
  const items = itemsOf(history, { enrollment, refunded, quizTitles });
  const page = pageOf({ items, isCut: isCut(history), window });
  return {
    student: people.get(userId) ?? nobody(userId),
    enrollment: forReaders(enrollment),
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

/** Instants as ISO 8601, at any depth. */
function forReaders(stored: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(stored).map(([field, value]) => [field, plainJson(value)]));
}

function plainJson(value: unknown): unknown {
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map(plainJson);
  return typeof value === 'object' && value !== null ? forReaders(value) : value;
}
