import { importsOf, packagesBehind, textOf } from './source-graph.ts';

const functionFiles = [...new Set(importsOf('index.ts').map(({ target }) => target))];

/** Large, and wanted by few calls: they are loaded by the call that needs them. */
const heavy = /^(stripe|pdfkit|fontkit|qr|dejavu-fonts-ttf|@expo-google-fonts\/)/;
const holdsStripeSecret = /stripeSecretKey|stripeWebhookSecret/;

describe('what an instance loads when it starts', () => {
  test.each(functionFiles)('%s loads neither Stripe nor a printer of certificates', file => {
    const packages = [...packagesBehind({ file, lazy: false })];
    expect(packages.filter(name => heavy.test(name))).toEqual([]);
    expect(packages).toContain('zod');
  });

  test('a function that needs no Stripe never loads it: only those with one of its secrets can', () => {
    const reaching = functionFiles.filter(file => packagesBehind({ file, lazy: true }).has('stripe'));
    expect(reaching).toContain('payments/stripe-webhook.ts');
    expect(reaching.filter(file => !holdsStripeSecret.test(textOf(file)))).toEqual([]);
  });

  test('only the certificate’s own functions can load its fonts', () => {
    const reaching = functionFiles.filter(file => packagesBehind({ file, lazy: true }).has('pdfkit'));
    expect(reaching).toEqual(['certificates/get-certificate-pdf.ts']);
  });
});
