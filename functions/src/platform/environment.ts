import { setGlobalOptions } from 'firebase-functions';
import { defineSecret, defineString } from 'firebase-functions/params';

/** True in the emulators alone; never set by Cloud Functions. */
export const isEmulated = process.env.FUNCTIONS_EMULATOR === 'true';

/** Every endpoint imports this module, so the options hold for all of them. */
setGlobalOptions({
  region: 'us-central1',
  concurrency: 80,
  memory: '512MiB',
  timeoutSeconds: 60,
  maxInstances: 20,
});

export const stripeSecretKey = defineSecret('STRIPE_SECRET_KEY');
export const stripeWebhookSecret = defineSecret('STRIPE_WEBHOOK_SECRET');

/** Where a checkout may send the payer back to: origins, separated by commas. */
export const webOrigins = defineString('WEB_ORIGINS', {
  default: '',
  description:
    'Origins of the school’s own pages (https://…), separated by commas. Checkout returns only there.',
});

/** Where anybody may check a certificate: the serial is added as the last part of the path. */
export const publicBaseUrl = defineString('PUBLIC_BASE_URL', {
  default: '',
  description:
    'Address under which certificates are checked, such as https://school.example/verify: it leads to verifyCertificate.',
});

/** As it stands on certificates. */
export const schoolName = defineString('SCHOOL_NAME', {
  default: 'Seatbelt Driver Education',
  description: 'Name of the school, printed on its certificates.',
});
