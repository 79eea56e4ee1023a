import { type ReactNode, useState } from 'react';
import { Link, useLocation } from 'wouter';
import { isSeatbeltError, type PolicyRules } from '../../../../client/src/index.ts';
import { fieldProblem } from '../../shared/refusals.ts';
import { usePage } from '../../shared/session.tsx';
import { Button } from '../../shared/ui/button.tsx';
import { TextField } from '../../shared/ui/field.tsx';
import { Notice } from '../../shared/ui/notice.tsx';
import { type Action, useAction } from '../../shared/use-action.ts';
import type { EnrolledScope } from '../course/course-scope.tsx';
import { BackToCourse, Enrolled } from '../course/enrolled.tsx';
import { PageBody } from '../layout/page.tsx';
import { StudentRefusal } from '../layout/refusal.tsx';
import { paths } from '../routes.ts';
import { rememberAnswered } from './answered-memory.ts';
import { answerProblems, filled } from './answers.ts';
import { promptOf } from './prompts.ts';

export default function QuestionsPage(): ReactNode {
  return <Enrolled title="Personal questions">{scope => <Questions scope={scope} />}</Enrolled>;
}

function Questions({ scope }: { scope: EnrolledScope }): ReactNode {
  const { courseId, course, policy } = scope;
  const { challenges } = policy.rules;
  return (
    <>
      <BackToCourse courseId={courseId} title={course.title} />
      <PageBody
        title="Personal questions"
        lead="Now and then, while you study, one of them is asked: so the course knows that it is you. Your answers are kept unreadable, even for the school."
      >
        {challenges === null ? (
          <Notice>
            <span>This course asks no personal questions.</span>
            <Link href={paths.course(courseId)}>Back to the course</Link>
          </Notice>
        ) : (
          <AnswerForm scope={scope} challenges={challenges} />
        )}
      </PageBody>
    </>
  );
}

/** Keeps the answers for good, and goes back to the course. */
function useRegister(input: { scope: EnrolledScope; given: Readonly<Record<string, string>> }): Action<void> {
  const { scope, given } = input;
  const { courseId, userId } = scope;
  const { seatbelt } = usePage();
  const [, navigate] = useLocation();
  return useAction(async () => {
    try {
      await seatbelt.registerVerificationAnswers({ courseId, answers: given });
    } catch (error) {
      // On another device, or for another course: the step would be shown again and again, and never be done.
      if (isSeatbeltError(error) && error.reason === 'ANSWERS_REGISTERED')
        rememberAnswered({ userId, courseId });
      throw error;
    }
    rememberAnswered({ userId, courseId });
    navigate(paths.course(courseId));
  });
}

function AnswerForm(props: {
  scope: EnrolledScope;
  challenges: NonNullable<PolicyRules['challenges']>;
}): ReactNode {
  const { scope, challenges } = props;
  const { courseId } = scope;
  const [answers, setAnswers] = useState<Readonly<Record<string, string>>>({});
  const [isChecked, setChecked] = useState(false);
  const given = filled(answers);
  const missing = Math.max(0, challenges.answersToRegister - Object.keys(given).length);
  const problems = isChecked ? answerProblems(answers) : {};
  const register = useRegister({ scope, given });
  return (
    <form
      className="stack narrow"
      noValidate
      autoComplete="off"
      onSubmit={event => {
        event.preventDefault();
        setChecked(true);
        if (missing === 0 && Object.keys(answerProblems(answers)).length === 0) register.run();
      }}
    >
      <p>
        Answer {challenges.answersToRegister} of these {challenges.bank.length} questions, or more. Small
        things such as capitals and spaces do not matter.
      </p>
      {challenges.bank.map(questionId => (
        <TextField
          key={questionId}
          label={promptOf(questionId)}
          problem={
            problems[questionId] ?? fieldProblem({ error: register.error, path: `answers.${questionId}` })
          }
          autoComplete="off"
          maxLength={100}
          value={answers[questionId] ?? ''}
          onText={text => setAnswers({ ...answers, [questionId]: text })}
        />
      ))}
      {isChecked && missing > 0 && (
        <Notice kind="bad">
          {missing === 1 ? 'One more answer is needed.' : `${missing} more answers are needed.`}
        </Notice>
      )}
      <StudentRefusal error={register.error} courseId={courseId} />
      <div>
        <Button type="submit" look="primary" isBusy={register.isRunning} busyLabel="Saving …">
          Save answers
        </Button>
      </div>
    </form>
  );
}
