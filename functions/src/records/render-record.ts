import { htmlRecord } from './html-record.ts';
import { jsonRecord } from './json-record.ts';
import type { RecordSource } from './schema.ts';
import type { ExportComplianceRecordAnswer, RecordFormat } from './wire.ts';
import { xapiRecord } from './xapi-record.ts';

const files: Readonly<Record<RecordFormat, { contentType: string; suffix: string }>> = {
  json: { contentType: 'application/json; charset=utf-8', suffix: '.json' },
  html: { contentType: 'text/html; charset=utf-8', suffix: '.html' },
  xapi: { contentType: 'application/json; charset=utf-8', suffix: '.xapi.json' },
};

/** The record in the form that was asked for. @param input.homePage the school's origin, for xAPI's accounts */
export function renderRecord(input: {
  readonly source: RecordSource;
  readonly format: RecordFormat;
  readonly homePage: string;
}): ExportComplianceRecordAnswer {
  const { source, format } = input;
  const { userId, courseId } = source.enrollment;
  const { contentType, suffix } = files[format];
  const document = documentOf(input);
  return { format, fileName: `record_${userId}_${courseId}${suffix}`, contentType, document };
}

function documentOf({ source, format, homePage }: Parameters<typeof renderRecord>[0]): string {
  switch (format) {
    case 'json':
      return JSON.stringify(jsonRecord(source));
    case 'html':
      return htmlRecord(source);
    case 'xapi':
      return JSON.stringify(xapiRecord({ source, homePage }));
  }
}
