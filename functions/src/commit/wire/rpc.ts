import { protos } from '@google-cloud/firestore-api';
import { rpcDeadline } from '../../platform/firestore.ts';
import type { Connection } from './connection.ts';

const {
  BatchGetDocumentsRequest,
  BatchGetDocumentsResponse,
  BeginTransactionRequest,
  BeginTransactionResponse,
  CommitRequest,
  RollbackRequest,
} = protos.google.firestore.v1;

/** One of Firestore's RPCs: its path on the channel, and how question and answer become bytes. */
interface Rpc<Question, Answer> {
  readonly path: string;
  encode(question: Question): Buffer;
  decode(bytes: Buffer): Answer;
}

const pathOf = (name: string): string => `/google.firestore.v1.Firestore/${name}`;
const bufferOf = ({ buffer, byteOffset, byteLength }: Uint8Array): Buffer =>
  Buffer.from(buffer, byteOffset, byteLength);
/** Of some answers it only matters that they came. */
const unread = (): undefined => undefined;

export const beginTransaction: Rpc<
  protos.google.firestore.v1.IBeginTransactionRequest,
  protos.google.firestore.v1.IBeginTransactionResponse
> = {
  path: pathOf('BeginTransaction'),
  encode: question => bufferOf(BeginTransactionRequest.encode(question).finish()),
  decode: bytes => BeginTransactionResponse.decode(bytes),
};

export const batchGetDocuments: Rpc<
  protos.google.firestore.v1.IBatchGetDocumentsRequest,
  protos.google.firestore.v1.IBatchGetDocumentsResponse
> = {
  path: pathOf('BatchGetDocuments'),
  encode: question => bufferOf(BatchGetDocumentsRequest.encode(question).finish()),
  decode: bytes => BatchGetDocumentsResponse.decode(bytes),
};

export const commit: Rpc<protos.google.firestore.v1.ICommitRequest, undefined> = {
  path: pathOf('Commit'),
  encode: question => bufferOf(CommitRequest.encode(question).finish()),
  decode: unread,
};

export const rollback: Rpc<protos.google.firestore.v1.IRollbackRequest, undefined> = {
  path: pathOf('Rollback'),
  encode: question => bufferOf(RollbackRequest.encode(question).finish()),
  decode: unread,
};

interface Call<Question, Answer> {
  readonly connection: Connection;
  readonly rpc: Rpc<Question, Answer>;
  readonly question: Question;
  readonly timeoutMs: number;
}

/**
 * Asks once, straight on the channel. The generated client's own methods lead through a dozen promises, a conversion
 * of the request and a decoder built anew for every error: a third of what a small commit costs this process.
 * Rejects with the RPC's own code.
 */
export function ask<Question, Answer>(call: Call<Question, Answer>): Promise<Answer | undefined> {
  const { connection, rpc, question, timeoutMs } = call;
  const options = { deadline: rpcDeadline({ timeoutMs }) };
  return new Promise((resolve, reject) => {
    connection.stub.makeUnaryRequest(
      rpc.path,
      rpc.encode,
      rpc.decode,
      question,
      connection.metadata,
      options,
      (error, answer) => (error === null ? resolve(answer) : reject(error)),
    );
  });
}

/** Asks once and hands over each part of the answer as it comes. Rejects with the RPC's own code. */
export function askForMany<Question, Answer>(
  call: Call<Question, Answer> & { readonly onAnswer: (answer: Answer) => void },
): Promise<void> {
  const { connection, rpc, question, timeoutMs, onAnswer } = call;
  const options = { deadline: rpcDeadline({ timeoutMs }) };
  return new Promise((resolve, reject) => {
    const { stub, metadata } = connection;
    const answers = stub.makeServerStreamRequest(
      rpc.path,
      rpc.encode,
      rpc.decode,
      question,
      metadata,
      options,
    );
    const take = (answer: Answer): void => {
      try {
        onAnswer(answer);
      } catch (error) {
        // Thrown from here it would end the process, and with it everybody's request.
        reject(error);
        answers.cancel();
      }
    };
    answers.on('data', take).on('error', reject).on('end', resolve);
  });
}
