import { createServer, type Server } from 'node:http';
import { type Api, handleApi } from './api.ts';
import { CHECKOUT_PATH, handleCheckoutPage } from './checkout-page.ts';
import { CONTROL_PATH, handleControl } from './control-http.ts';
import type { StripeDoubleControl } from './control-types.ts';
import type { Exchange } from './hosted-page.ts';
import { sendJson } from './http.ts';
import { handlePaymentPage, PAYMENT_PATH } from './payment-page.ts';

/** The HTTP side: `/v1/…` is Stripe, `/c/pay/…` and `/pay/…` its pages, `/_double/…` the control. */
export function createDoubleServer(input: {
  api: Api;
  control: StripeDoubleControl;
  /** Whither a customer may be sent back, besides pages of this machine. */
  webOrigins: readonly string[];
}): Server {
  const { api, control, webOrigins } = input;
  const serve = (exchange: Exchange): Promise<void> => {
    const path = exchange.request.url ?? '/';
    if (path.startsWith(CONTROL_PATH)) return handleControl(control, exchange);
    if (path.startsWith(CHECKOUT_PATH)) return handleCheckoutPage(api.core, exchange);
    if (path.startsWith(PAYMENT_PATH)) return handlePaymentPage(api.core, { ...exchange, webOrigins });
    return handleApi(api, exchange);
  };
  return createServer((request, response) => {
    serve({ request, response }).catch(error => {
      // A request that broke off, or a bug: the connection ends, the double goes on.
      sendJson(response, { status: 500, value: { error: { type: 'api_error', message: String(error) } } });
    });
  });
}

/** Listens on the loopback address only; port 0 takes a free one. Rejects when the port is taken. */
export function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host: '127.0.0.1', port }, () => {
      server.off('error', reject);
      const address = server.address();
      resolve(address !== null && typeof address === 'object' ? address.port : port);
    });
  });
}

/** Stops listening and breaks what is still open, hanging answers included. */
export function close(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.close(error => (error === undefined ? resolve() : reject(error)));
    server.closeAllConnections();
  });
}
