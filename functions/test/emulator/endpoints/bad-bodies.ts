import { randomUUID } from 'node:crypto';
import fc from 'fast-check';

/** What each endpoint is asked for, nearly right: nobody is enrolled, nothing is there. JSON, field by field. */
const asked = {
  courseId: '"a-course"',
  userId: '"another-student"',
  requestId: `"${randomUUID()}"`,
  amount: '2500',
  paymentId: '"pi_none"',
  eventId: '"evt_none"',
  reason: '"moved away for good"',
  timeZone: '"America/New_York"',
  successUrl: '"https://school.example/paid"',
  role: '"instructor"',
  minutes: '30',
  grantId: '"no-grant"',
  cancelUrl: '"https://school.example/back"',
  instructorId: '"an-instructor"',
  totalUnits: '8',
  validFrom: '"2026-03-01T00:00:00Z"',
  validTo: '"2027-03-01T00:00:00-05:00"',
  limits: '{"perDay":2,"perWeek":null}',
  authorizationId: '"an-authorization"',
  reservationId: '"a-reservation"',
  units: '2',
  startsAt: '"2026-06-01T14:00:00Z"',
  durationMinutes: '120',
  lessonId: '"a-lesson"',
  sessionId: '"a-session"',
  from: '0',
  to: '30',
  challengeId: '"a-challenge"',
  answer: '"Rex"',
  outcome: '"CORRECT"',
  sequence: '1',
  engaged: 'true',
  clientTime: '"1970-01-01T00:00:00Z"',
  device: '"a browser"',
  certificateId: '"certificate_none"',
  studentName: '"Ana Berg"',
  format: '"json"',
  fromDay: '"2026-03-08"',
  toDay: '"2026-03-09"',
  quizId: '"final-exam"',
  attemptId: `"${randomUUID()}"`,
  answers: '[{"questionId":"q1","kind":"singleChoice","optionId":"a"}]',
  extraAttempts: '1',
  extraSeconds: '600',
  query: '"Ana"',
  before: '"2026-03-01T00:00:00Z"',
  limit: '20',
  after: '"evt_none"',
};

type Field = keyof typeof asked;

const fieldsOf: Readonly<Record<string, readonly Field[]>> = {
  enroll: ['courseId', 'timeZone', 'requestId'],
  cancelEnrollment: ['courseId', 'reason', 'requestId'],
  createPayment: ['courseId', 'amount', 'requestId'],
  payRemainingBalance: ['courseId', 'requestId'],
  createCheckout: ['courseId', 'successUrl', 'cancelUrl', 'amount', 'requestId'],
  refundPayment: ['userId', 'courseId', 'paymentId', 'amount', 'reason', 'requestId'],
  claimSuspense: ['paymentId', 'userId', 'courseId', 'requestId'],
  replayStripeEvent: ['eventId', 'requestId'],
  setRole: ['userId', 'role', 'reason', 'requestId'],
  breakGlass: ['userId', 'courseId', 'reason', 'minutes', 'requestId'],
  endBreakGlass: ['grantId', 'requestId'],
  deleteAccount: ['userId', 'reason', 'requestId'],
  exportAccountData: ['userId', 'reason', 'requestId'],
  createAuthorization: [
    'userId',
    'courseId',
    'instructorId',
    'totalUnits',
    'validFrom',
    'validTo',
    'limits',
    'requestId',
  ],
  changeAuthorization: ['authorizationId', 'totalUnits', 'validTo', 'limits', 'reason', 'requestId'],
  reserveUnits: ['authorizationId', 'units', 'startsAt', 'durationMinutes', 'requestId'],
  releaseUnits: ['authorizationId', 'reservationId', 'reason', 'requestId'],
  consumeUnits: ['authorizationId', 'reservationId', 'units', 'requestId'],
  completeLesson: ['courseId', 'lessonId', 'sessionId', 'requestId'],
  recordVideoProgress: ['courseId', 'lessonId', 'sessionId', 'from', 'to', 'requestId'],
  registerVerificationAnswers: ['courseId', 'answers', 'requestId'],
  answerChallenge: ['courseId', 'challengeId', 'answer', 'requestId'],
  unlockEnrollment: ['userId', 'courseId', 'reason', 'requestId'],
  correctChallenge: ['userId', 'courseId', 'challengeId', 'outcome', 'reason', 'requestId'],
  issueCertificate: ['courseId', 'requestId'],
  getCertificatePdf: ['courseId', 'userId', 'certificateId'],
  revokeCertificate: ['certificateId', 'reason', 'requestId'],
  supersedeCertificate: ['certificateId', 'studentName', 'reason', 'requestId'],
  exportComplianceRecord: ['courseId', 'userId', 'format', 'fromDay', 'toDay', 'requestId'],
  startSession: ['courseId', 'lessonId', 'device', 'requestId'],
  heartbeat: ['courseId', 'sessionId', 'sequence', 'lessonId', 'engaged', 'clientTime'],
  endSession: ['courseId', 'sessionId', 'reason', 'requestId'],
  resetVerificationAnswers: ['userId', 'courseId', 'reason', 'requestId'],
  startQuizAttempt: ['courseId', 'quizId', 'requestId'],
  saveQuizAnswers: ['courseId', 'quizId', 'attemptId', 'answers', 'sequence', 'requestId'],
  submitQuizAttempt: ['courseId', 'quizId', 'attemptId', 'answers', 'requestId'],
  voidQuizAttempt: ['userId', 'courseId', 'quizId', 'attemptId', 'reason', 'requestId'],
  grantQuizAllowance: [
    'userId',
    'courseId',
    'quizId',
    'extraAttempts',
    'extraSeconds',
    'reason',
    'requestId',
  ],
  searchStudents: ['query', 'requestId'],
  getStudentTimeline: ['userId', 'courseId', 'before', 'limit', 'requestId'],
  listParkedEvents: ['after', 'requestId'],
  listCalendar: ['from', 'to', 'instructorId', 'requestId'],
  listAuthorizations: ['userId', 'instructorId', 'requestId'],
  getHealth: ['requestId'],
};

/** An endpoint that this file does not know yet is asked for everything. */
export const fieldsAskedOf = (name: string): readonly Field[] =>
  fieldsOf[name] ?? ['courseId', 'userId', 'amount', 'reason', 'requestId'];

/** Fields that mean something else at one endpoint. */
const askedBy: Readonly<Record<string, Partial<Record<Field, string>>>> = {
  registerVerificationAnswers: { answers: '{"first-pet":"Rex","first-job":"The bakery"}' },
  listCalendar: { from: '"2026-03-01T00:00:00Z"', to: '"2026-04-01T00:00:00-05:00"' },
};

const rightFieldsOf = (name: string): readonly (readonly [Field, string])[] =>
  fieldsAskedOf(name).map(field => [field, askedBy[name]?.[field] ?? asked[field]] as const);

export const wellFormedBody = (name: string): string => dataOf(rightFieldsOf(name));

const dataOf = (fields: readonly (readonly [string, string])[]): string =>
  `{"data":{${fields.map(([key, json]) => `${JSON.stringify(key)}:${json}`).join(',')}}}`;

const long = 'google.protobuf';
const nasty = [
  ...[
    '0',
    '-0',
    '-1',
    '0.5',
    '1e-7',
    '1e999',
    '-1e999',
    '1e21',
    '9007199254740992',
    '100000001',
    '4950.000001',
  ],
  ...[
    '"NaN"',
    '"12"',
    '""',
    '" "',
    '"a/b/c"',
    '"../x"',
    '".."',
    '"__x__"',
    '"__proto__"',
    '"constructor"',
    '"%2e"',
  ],
  ...['"\\ud800"', '"\\u0000"', '"😀"', '"javascript:alert(1)"', '"http://"', '"https://\\ud800.example/"'],
  ...[
    'null',
    'true',
    '[]',
    '{}',
    '[[[[[[[[[[1]]]]]]]]]]',
    '{"__proto__":{"isAdmin":true}}',
    '{"a":{"constructor":1}}',
  ],
  ...[`{"@type":"type.googleapis.com/${long}.Int64Value","value":"Infinity"}`, '{"@type":"x"}'],
  ...[`{"@type":"type.googleapis.com/${long}.Int64Value","value":"abc"}`, '{"@type":{"a":1},"value":2}'],
  ...[`{"@type":"type.googleapis.com/${long}.UInt64Value","value":"-5"}`],
  ...[
    `"${'x'.repeat(129)}"`,
    `"${'x'.repeat(2_001)}"`,
    `[${'0,'.repeat(100)}0]`,
    `"https://x.example/${'y'.repeat(2_000)}"`,
  ],
];

const jsonText = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...nasty) },
  { weight: 1, arbitrary: fc.json() },
);

/** Nearly right bodies: a few fields told wrongly, left out or added. */
function mutated(name: string): fc.Arbitrary<string> {
  const right = rightFieldsOf(name);
  const wrong = fc.record({
    at: fc.nat(),
    what: fc.constantFrom('replace', 'drop', 'add'),
    json: jsonText,
    key: fc.string(),
  });
  return fc.array(wrong, { minLength: 1, maxLength: 3 }).map(changes => {
    let fields: (readonly [string, string])[] = [...right];
    for (const { at, what, json, key } of changes) {
      const index = at % right.length;
      if (what === 'replace')
        fields = fields.map((field, position) => (position === index ? [field[0], json] : field));
      if (what === 'drop') fields = fields.filter((_, position) => position !== index);
      if (what === 'add') fields = [...fields, [key, json]];
    }
    return dataOf(fields);
  });
}

/** Bodies that no client of ours would send. */
export const badBody = (name: string): fc.Arbitrary<string> =>
  fc.oneof(
    { weight: 8, arbitrary: mutated(name) },
    { weight: 2, arbitrary: jsonText.map(json => `{"data":${json}}`) },
    { weight: 1, arbitrary: fc.json() },
    { weight: 1, arbitrary: fc.json().map(json => `{"data":{},"more":${json}}`) },
  );
