import type { ReactNode } from 'react';
import type { Certificate } from '../../../../client/src/index.ts';
import { both, orNull } from '../../shared/lives.ts';
import { serverNow } from '../../shared/server-clock.ts';
import { usePage } from '../../shared/session.tsx';
import { LiveView } from '../../shared/ui/live-view.tsx';
import { useLive } from '../../shared/use-live.ts';
import type { EnrolledScope } from '../course/course-scope.tsx';
import { BackToCourse, Enrolled } from '../course/enrolled.tsx';
import { useQuizRecords } from '../course/use-quiz-records.ts';
import { PageBody } from '../layout/page.tsx';
import { useFocusAfter } from '../layout/use-focus-after.ts';
import { useRefreshAt } from '../layout/use-refresh-at.ts';
import { useProfile } from '../profile/use-profile.ts';
import { useSaveName } from '../profile/use-save-name.ts';
import { GateList } from './gate-list.tsx';
import { certificateGates } from './gates.ts';
import { GetCertificate } from './get-certificate.tsx';
import { IssuedCertificate } from './issued-certificate.tsx';

export default function CertificatePage(): ReactNode {
  return <Enrolled title="Certificate">{scope => <CertificateOf scope={scope} />}</Enrolled>;
}

function CertificateOf({ scope }: { scope: EnrolledScope }): ReactNode {
  const { courseId, course, userId } = scope;
  const { seatbelt } = usePage();
  const certificates = useLive<readonly Certificate[]>(`certificates/${userId}`, (reads, listener) =>
    reads.watchCertificates(seatbelt, { userId }, listener),
  );
  return (
    <>
      <BackToCourse courseId={courseId} title={course.title} />
      <PageBody title="Certificate">
        <LiveView live={certificates} missing={null} lines={5}>
          {found => <Issued scope={scope} certificates={found.filter(each => each.courseId === courseId)} />}
        </LiveView>
      </PageBody>
    </>
  );
}

/** The one that is valid now, or was last; before there is any, what it takes. */
function Issued({
  scope,
  certificates,
}: {
  scope: EnrolledScope;
  certificates: readonly Certificate[];
}): ReactNode {
  const newestFirst = [...certificates].sort((a, b) => b.issuedAt.getTime() - a.issuedAt.getTime());
  const shown = newestFirst.find(({ state }) => state === 'ISSUED') ?? newestFirst[0];
  const heading = useFocusAfter<HTMLHeadingElement>(shown?.certificateId ?? 'none');
  if (shown === undefined) return <NotYet scope={scope} />;
  return <IssuedCertificate certificate={shown} heading={heading} />;
}

function NotYet({ scope }: { scope: EnrolledScope }): ReactNode {
  const { courseId, course, enrollment, policy, outline, userId } = scope;
  const quizIds = policy.rules.exams.map(({ quizId }) => quizId);
  const records = useQuizRecords({ userId, courseId, quizIds });
  const profile = useProfile(userId);
  const saveName = useSaveName();
  useRefreshAt(enrollment.identity.lock?.until ?? null);
  return (
    <LiveView live={both(records, orNull(profile))} missing={null} lines={5}>
      {([quizRecords, own]) => {
        const gates = certificateGates({
          ...{ course, enrollment, quizRecords },
          rules: policy.rules,
          quizTitle: quizId => outline.quizzes.find(each => each.quizId === quizId)?.title ?? quizId,
          studentName: own?.displayName ?? '',
          now: serverNow(),
        });
        return (
          <>
            <GateList courseId={courseId} gates={gates} saveName={saveName} />
            <GetCertificate
              courseId={courseId}
              isReady={gates.every(({ isOpen }) => isOpen) && !saveName.isRunning}
            />
          </>
        );
      }}
    </LiveView>
  );
}
