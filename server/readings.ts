/**
 * Owns the short way of readings: commands that are a GET, answered before Express, whose
 * middleware they need nothing of. Most requests are one, most of them for what has not changed.
 */
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { parse } from 'node:querystring';
import type { Command } from '../shared/command.ts';
import { commands } from '../shared/protocol.ts';
import { type Refusal, refusalStatus } from '../shared/refusal.ts';
import type { App } from './app.ts';
import { encodeOnce } from './encoded.ts';

type Parts = {
  app: Pick<App, 'answer'>;
  readSession: (cookies: string | undefined) => string | null;
  addressOf: (request: IncomingMessage) => string;
};

const readings = new Map<string, Command>();
for (const command of Object.values<Command>(commands)) {
  if (command.http?.method === 'get') readings.set(command.http.path, command);
}

/** Answers readings itself and leaves every other request to `next`. */
export const beforeReadings =
  (parts: Parts, next: RequestListener): RequestListener =>
  (request, response) => {
    const url = request.url ?? '/';
    const mark = url.indexOf('?');
    const command = readings.get(mark < 0 ? url : url.slice(0, mark));
    if (!command || (request.method !== 'GET' && request.method !== 'HEAD')) {
      next(request, response);
      return;
    }
    void read(parts, command, mark < 0 ? '' : url.slice(mark + 1), request, response);
  };

const read = async (
  { app, readSession, addressOf }: Parts,
  { name }: Command,
  query: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> => {
  const session = readSession(request.headers.cookie);
  const caller = { session, address: addressOf(request) };
  // `answer` never rejects: what went wrong is in it.
  const answer = await app.answer(caller, name, { ...parse(query) });
  if (answer.ok) encodeOnce(answer.value as object).send(request, response);
  else refuse(response, answer.refusal);
};

/** Every refusal over HTTP looks like this, whoever found the reason. */
export const refuse = (response: ServerResponse, why: Refusal): void => {
  if (why.retryAfterMs !== undefined) {
    response.setHeader('Retry-After', Math.ceil(why.retryAfterMs / 1_000));
  }
  response.statusCode = refusalStatus[why.code];
  response.setHeader('Content-Type', 'application/json; charset=utf-8');
  response.setHeader('Cache-Control', 'no-store');
  response.setHeader('X-Content-Type-Options', 'nosniff');
  response.end(JSON.stringify({ refusal: why }));
};
