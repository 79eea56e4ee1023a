import { createRequire, registerHooks } from 'node:module';
import { http } from '@google-cloud/functions-framework';
import { getTestServer } from '@google-cloud/functions-framework/testing';

// One function alone in a process, as Cloud Run hosts it: `host.mjs CODE [count]` with the function's name in
// FUNCTION_TARGET. Plain JavaScript, since a deployed instance spends no time on types. With `count` it tells which
// files were loaded; that costs time of its own, so those starts are not the ones that are timed.

const [code, mode] = process.argv.slice(2);
const target = process.env.FUNCTION_TARGET;
const loaded = [];

if (mode === 'count') {
  registerHooks({
    load: (url, context, next) => {
      if (url.startsWith('file:')) loaded.push(url);
      return next(url, context);
    },
  });
}

const functions = createRequire(import.meta.url)(code);
const deployed = functions[target];
const { callableTrigger, httpsTrigger } = deployed.__endpoint;
// Nobody waits for a schedule's or an event's answer, and it would measure its work: there, being ready is the answer.
const isCalled = callableTrigger !== undefined || httpsTrigger !== undefined;
http(target, isCalled ? deployed : (_request, response) => response.status(204).end());

const server = getTestServer(target);
server.listen({ host: '127.0.0.1', port: 0 }, () => process.send({ port: server.address().port }));

process.on('message', () => process.send({ loaded }));
process.once('disconnect', () => process.exit(0));
