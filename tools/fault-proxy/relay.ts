import { setTimeout as wait } from 'node:timers/promises';
import type { Client, ClientDuplexStream, ServerDuplexStream, StatusObject } from '@grpc/grpc-js';
import { status as grpcStatus, Metadata } from '@grpc/grpc-js';
import type { CallCounter } from './call-counts.ts';
import { type FaultAction, type StatusName, statusCodes } from './fault.ts';
import { type FirestoreMethod, pathOf } from './methods.ts';
import type { FaultSchedule } from './schedule.ts';

export type Downstream = ServerDuplexStream<Buffer, Buffer>;
type Upstream = ClientDuplexStream<Buffer, Buffer>;

export type RelayInput = {
  readonly call: Downstream;
  readonly method: FirestoreMethod;
  readonly client: Client;
  readonly schedule: FaultSchedule;
  readonly counter: CallCounter;
  /** Calls that wait for an answer which never comes. */
  readonly blackHole: Set<Downstream>;
};

export const asIs = (message: Buffer): Buffer => message;

/** Carries one call over, with the fault that is due for it. Never retries. */
export async function relay(input: RelayInput): Promise<void> {
  const { call, method, schedule, counter } = input;
  counter.add({ method, event: 'seen' });
  // A fault may ask what the request is about, so the first message comes before the choice.
  const request = await firstMessage(call);
  const action = schedule.actionFor({ method, request });
  if (action?.kind === 'requestLost') return fail({ call, action });
  if (action?.kind === 'blackHole' && !action.isForwarded) return swallow(input);
  if (action?.kind === 'delay' && action.at === 'before') await wait(action.delayMs);
  await forward({ ...input, request, action });
}

type ForwardInput = RelayInput & { readonly request: Buffer; readonly action: FaultAction | undefined };

async function forward(input: ForwardInput): Promise<void> {
  const { call, method, client, counter, request, action } = input;
  if (call.cancelled) return;
  counter.add({ method, event: 'forwarded' });
  const upstream = openUpstream({ call, client, method, mustOutliveCaller: losesAnswer(action) });
  sendRequests({ call, upstream, request });
  const answer = action === undefined ? streamAnswer({ call, upstream }) : holdAnswer(upstream);
  const { status, headers, messages } = await answer;
  if (status.code === grpcStatus.OK) counter.add({ method, event: 'succeeded' });
  if (action?.kind === 'blackHole') return swallow(input);
  if (action?.kind === 'delay' && action.at === 'after') await wait(action.delayMs);
  if (action?.kind === 'answerLost' && status.code === grpcStatus.OK) return fail({ call, action });
  if (headers !== undefined) call.sendMetadata(headers);
  for (const message of messages) call.write(message);
  finish({ call, status });
}

/** The fault is about work that was done: a caller that loses patience must not take it back. */
function losesAnswer(action: FaultAction | undefined): boolean {
  return action?.kind === 'answerLost' || action?.kind === 'blackHole';
}

function openUpstream(input: {
  call: Downstream;
  client: Client;
  method: FirestoreMethod;
  mustOutliveCaller: boolean;
}): Upstream {
  const { call, client, method, mustOutliveCaller } = input;
  const options = mustOutliveCaller ? {} : { deadline: call.getDeadline() };
  const upstream = client.makeBidiStreamRequest(pathOf(method), asIs, asIs, call.metadata.clone(), options);
  if (!mustOutliveCaller) call.on('cancelled', () => upstream.cancel());
  // Its status says the same; without a listener the event would end the process.
  upstream.on('error', () => undefined);
  return upstream;
}

function sendRequests(input: { call: Downstream; upstream: Upstream; request: Buffer }): void {
  const { call, upstream, request } = input;
  upstream.write(request);
  call.on('data', (message: Buffer) => upstream.write(message));
  call.on('end', () => upstream.end());
  call.resume();
}

type Answer = {
  readonly status: StatusObject;
  readonly headers: Metadata | undefined;
  readonly messages: readonly Buffer[];
};

/** Passes everything on as it comes: a listener waits for messages, not for the end. */
async function streamAnswer(input: { call: Downstream; upstream: Upstream }): Promise<Answer> {
  const { call, upstream } = input;
  upstream.on('metadata', headers => call.sendMetadata(headers));
  upstream.on('data', (message: Buffer) => call.write(message));
  return { status: await statusOf(upstream), headers: undefined, messages: [] };
}

/** Keeps the whole answer back until it is known what becomes of it. */
async function holdAnswer(upstream: Upstream): Promise<Answer> {
  let headers: Metadata | undefined;
  const messages: Buffer[] = [];
  upstream.on('metadata', received => {
    headers = received;
  });
  upstream.on('data', (message: Buffer) => messages.push(message));
  const status = await statusOf(upstream);
  return { status, headers, messages };
}

/** The status after the last message: the event may come while messages are still in the stream's buffer. */
async function statusOf(upstream: Upstream): Promise<StatusObject> {
  const ended = new Promise<void>(resolve => upstream.once('end', resolve));
  const status = await new Promise<StatusObject>(resolve => upstream.once('status', resolve));
  if (status.code === grpcStatus.OK) await ended;
  return status;
}

function firstMessage(call: Downstream): Promise<Buffer> {
  return new Promise(resolve => {
    call.once('data', (message: Buffer) => {
      call.pause();
      resolve(message);
    });
  });
}

function finish(input: { call: Downstream; status: StatusObject }): void {
  const { call, status } = input;
  if (call.cancelled) return;
  if (status.code === grpcStatus.OK) call.end(status.metadata);
  else call.emit('error', status);
}

function swallow({ call, blackHole }: RelayInput): void {
  if (call.cancelled) return;
  blackHole.add(call);
  call.on('cancelled', () => blackHole.delete(call));
}

/** Answers a code of the proxy's own. */
export function fail(input: {
  readonly call: Downstream;
  readonly action: { readonly code: StatusName; readonly details: string };
}): void {
  const { call, action } = input;
  if (call.cancelled) return;
  call.emit('error', { code: statusCodes[action.code], details: action.details, metadata: new Metadata() });
}
