import type { ReactNode } from 'react';
import type { Certificate } from '../../../../client/src/index.ts';
import { formatDay } from '../../shared/format.ts';
import { usePage } from '../../shared/session.tsx';
import { Button } from '../../shared/ui/button.tsx';
import { Notice } from '../../shared/ui/notice.tsx';
import { useAction } from '../../shared/use-action.ts';
import { StudentRefusal } from '../layout/refusal.tsx';
import { saveFile } from './save-file.ts';

/** A certificate with its paper and the address under which anybody can check it. */
export function IssuedCertificate({ certificate }: { certificate: Certificate }): ReactNode {
  const { certificateId, courseId, serial, state, studentName, courseTitle, issuedAt, timeZone } =
    certificate;
  const { seatbelt } = usePage();
  const download = useAction(async () => {
    const { fileName, pdfBase64 } = await seatbelt.getCertificatePdf({ courseId, certificateId });
    saveFile({ fileName, base64: pdfBase64, contentType: 'application/pdf' });
  });
  return (
    <section className="card stack" aria-labelledby="certificate">
      <StateNotice state={state} />
      <h2 id="certificate">{courseTitle}</h2>
      <dl className="facts">
        <div>
          <dt>Name</dt>
          <dd>{studentName}</dd>
        </div>
        <div>
          <dt>Issued</dt>
          <dd>{formatDay({ at: issuedAt, timeZone })}</dd>
        </div>
        <div>
          <dt>Serial number</dt>
          <dd className="reference">{serial}</dd>
        </div>
      </dl>
      <StudentRefusal error={download.error} courseId={courseId} />
      <div className="row">
        <Button look="primary" isBusy={download.isRunning} busyLabel="Printing …" onPress={download.run}>
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
