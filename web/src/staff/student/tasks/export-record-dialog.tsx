import { type ReactNode, useState } from 'react';
import type { Request } from '../../../../../client/src/index.ts';
import { download } from '../../../shared/download.ts';
import { usePage } from '../../../shared/session.tsx';
import { TextField } from '../../../shared/ui/field.tsx';
import { SelectField } from '../../ui/fields.tsx';
import { TaskDialog } from '../../ui/task-dialog.tsx';

type Format = Request<'exportComplianceRecord'>['format'];

const formats: readonly { readonly value: Format; readonly label: string }[] = [
  { value: 'html', label: 'A page to read and print (HTML)' },
  { value: 'json', label: 'Everything, for machines (JSON)' },
  { value: 'xapi', label: 'Statements for a learning record store (xAPI)' },
];

/** The whole record of one student's course, as a file. */
export function ExportRecordDialog(props: {
  userId: string;
  courseId: string;
  name: string;
  onClose: () => void;
}): ReactNode {
  const { userId, courseId, name, onClose } = props;
  const { seatbelt } = usePage();
  const [format, setFormat] = useState<Format>('html');
  const [fromDay, setFromDay] = useState('');
  const [toDay, setToDay] = useState('');
  return (
    <TaskDialog
      title={`Export the record of ${name}`}
      onClose={onClose}
      isComplete
      form={() => (
        <>
          <SelectField
            label="Format"
            value={format}
            onText={value => setFormat(formats.find(option => option.value === value)?.value ?? format)}
            options={formats}
          />
          <TextField
            label="First day"
            hint="Leave both days empty for all"
            type="date"
            value={fromDay}
            onText={setFromDay}
          />
          <TextField label="Last day" type="date" value={toDay} onText={setToDay} />
        </>
      )}
      confirmLabel="Download"
      work={async () => {
        const days = { ...(fromDay === '' ? {} : { fromDay }), ...(toDay === '' ? {} : { toDay }) };
        const record = await seatbelt.exportComplianceRecord({ userId, courseId, format, ...days });
        const { fileName, contentType, document: content } = record;
        download({ fileName, contentType, content });
        return fileName;
      }}
      result={fileName => `Saved as ${fileName}.`}
    />
  );
}
