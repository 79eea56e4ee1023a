import http from 'node:http';
import https from 'node:https';
import { syncBuiltinESMExports } from 'node:module';

// Loaded into an instance before the functions. The functions' own clients speak to Google's and Stripe's real names;
// here each name leads to a stand-in on this machine, and every other name nowhere. The code that verifies tokens is
// the deployed one, untouched.

/** Ports by host name. */
const standIns = JSON.parse(process.env.SEATBELT_STAND_INS ?? '{}');

/** @param {unknown[]} args as `https.request` takes them */
function targetOf(args) {
  const [first] = args;
  if (typeof first === 'string' || first instanceof URL) {
    const url = new URL(first);
    const rest = typeof args[1] === 'object' ? args[1] : {};
    return { host: url.hostname, path: `${url.pathname}${url.search}`, ...rest };
  }
  return first;
}

function request(...args) {
  const { hostname, host, path, method, headers, timeout } = targetOf(args);
  const name = hostname ?? host ?? '';
  const port = standIns[name];
  if (port === undefined) throw new Error(`${name} is not to be reached from here`);
  const listener = args.find(argument => typeof argument === 'function');
  return http.request({ host: '127.0.0.1', port, path, method, headers, timeout }, listener);
}

https.request = request;
https.get = (...args) => {
  const sent = request(...args);
  sent.end();
  return sent;
};
syncBuiltinESMExports();
