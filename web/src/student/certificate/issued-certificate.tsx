import type { ReactNode, RefObject } from 'react';
import type { Certificate } from '../../../../client/src/index.ts';
import { bytesOfBase64, download } from '../../shared/download.ts';
import { formatDay } from '../../shared/format.ts';
import { usePage } from '../../shared/session.tsx';
import { Button } from '../../shared/ui/button.tsx';
import { Facts } from '../../shared/ui/facts.tsx';
import { Notice } from '../../shared/ui/notice.tsx';
import { useAction } from '../../shared/use-action.ts';
import { StudentRefusal } from '../layout/refusal.tsx';

/** A certificate with its paper and the address under which anybody can check it. */
export function IssuedCertificate({
  certificate,
  heading,
}: {
  certificate: Certificate;
  heading: RefObject<HTMLHeadingElement | null>;
}): ReactNode {
  const { certificateId, courseId, serial, state, studentName, courseTitle, issuedAt, timeZone } =
    certificate;
  const { seatbelt } = usePage();
  const print = useAction(async () => {
    const { fileName, pdfBase64 } = await seatbelt.getCertificatePdf({ courseId, certificateId });
    download({ fileName, contentType: 'application/pdf', content: bytesOfBase64(pdfBase64) });
  });
  return (
    <section className="card stack" aria-labelledby="certificate">
      <StateNotice state={state} />
      <h2 id="certificate" ref={heading} tabIndex={-1}>
        {courseTitle}
      </h2>
      <Facts
        facts={[
          ['Name', studentName],
          ['Issued', formatDay({ at: issuedAt, timeZone })],
          [
            'Serial number',
            <span key="serial" className="reference">
              {serial}
            </span>,
          ],
        ]}
      />
      <StudentRefusal error={print.error} courseId={courseId} />
      <div className="row">
        <Button look="primary" isBusy={print.isRunning} busyLabel="Printing …" onPress={print.run}>
          Download PDF
        </Button>
        <a
          className="button"
          href={checkAddress({ beaconUrl: seatbelt.beaconUrl, serial })}
          target="_blank"
          rel="noreferrer"
        >
          Public check<span className="visually-hidden"> (opens in a new tab)</span>
        </a>
      </div>
    </section>
  );
}

/** Beside the beacon's address: both are functions of the school. */
const checkAddress = ({ beaconUrl, serial }: { beaconUrl: string; serial: string }): string =>
  new URL(`verifyCertificate/${encodeURIComponent(serial)}`, beaconUrl).href;

function StateNotice({ state }: Pick<Certificate, 'state'>): ReactNode {
  switch (state) {
    case 'ISSUED':
      return <Notice kind="good">Your certificate is issued. Well done.</Notice>;
    case 'REVOKED':
      return <Notice kind="bad">The school has revoked this certificate. Please ask the school.</Notice>;
    case 'SUPERSEDED':
      return <Notice kind="warn">The school has replaced this certificate by another one.</Notice>;
  }
}
