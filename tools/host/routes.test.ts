import { hostedFunctions, parseRoute } from './routes.ts';

const isName = (name: string) => name === 'enroll' || name === 'stripeWebhook';

test.each([
  ['/enroll', '/'],
  ['/demo-seatbelt/us-central1/enroll', '/'],
  ['/demo-seatbelt/us-central1/enroll?trace=1', '/?trace=1'],
  ['/enroll/a/b?c=d', '/a/b?c=d'],
])('%s reaches enroll, which sees %s', (url, seen) => {
  expect(parseRoute({ url, isName })).toEqual({ name: 'enroll', url: seen });
});

test.each(['/', '/unknown', '/demo-seatbelt/us-central1/unknown', '/demo-seatbelt/us-central1', '//enroll'])(
  '%s reaches nothing',
  url => {
    expect(parseRoute({ url, isName })).toBeUndefined();
  },
);

const deployed = (endpoint: object) => Object.assign(() => undefined, { __endpoint: endpoint });

test('requests, callables and schedules are hosted; document triggers and helpers are not', () => {
  const hosted = hostedFunctions({
    enroll: deployed({ callableTrigger: {} }),
    stripeWebhook: deployed({ httpsTrigger: {} }),
    reconcileBalances: deployed({ scheduleTrigger: {} }),
    onStripeEventReceived: deployed({ eventTrigger: {} }),
    helper: () => undefined,
    constant: 1,
  });
  expect([...hosted.keys()]).toEqual(['enroll', 'stripeWebhook', 'reconcileBalances']);
});
