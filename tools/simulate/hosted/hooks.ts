import { registerHooks } from 'node:module';

/**
 * The edges of the product, which a simulation replaces when it is loaded: which process this is, the clients of
 * Firestore and Stripe, the log. Everything else is what is deployed.
 */
const replaced: readonly { readonly request: RegExp; readonly by: string }[] = [
  { request: /\/process-lanes\.ts$/, by: './process-lanes.ts' },
  { request: /^@google-cloud\/firestore$/, by: './firestore-sdk.ts' },
  { request: /^stripe$/, by: './stripe-sdk.ts' },
  { request: /\/log\.ts$/, by: './log.ts' },
];

const product = new URL('../../../functions/src/', import.meta.url).href;

/** To be called before the product is loaded. */
export function replaceEdges(): void {
  registerHooks({
    resolve: (request, context, next) => {
      const edge = context.parentURL?.startsWith(product)
        ? replaced.find(each => each.request.test(request))
        : undefined;
      return edge === undefined
        ? next(request, context)
        : next(new URL(edge.by, import.meta.url).href, context);
    },
  });
}
