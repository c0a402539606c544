/**
 * Owns the short way of readings: commands that are a GET, answered before Express, whose
 * middleware they need nothing of. Most requests are one, most of them for what has not changed.
 */
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { parse } from 'node:querystring';
import type { Command } from '../../shared/command.ts';
import { commands } from '../../shared/protocol.ts';
import { type Refusal, refusal, refusalStatus } from '../../shared/refusal.ts';
import type { App } from '../run/app.ts';
import { type Encoded, encode, encodeOnce } from './encoded.ts';

type Parts = {
  app: Pick<App, 'answer'>;
  readSession: (cookies: string | undefined) => string | null;
  addressOf: (request: IncomingMessage) => string;
};

const queries = new Map<string, Command>();
/** Those whose input stands in the path. */
const addressed: { readonly command: Command; readonly pattern: RegExp }[] = [];

const patternOf = (path: string): RegExp =>
  new RegExp(
    `^${path
      .split(/(\{\w+\})/)
      .map((part) =>
        part.startsWith('{') ? `(?<${part.slice(1, -1)}>[^/]+)` : part.replaceAll('.', '\\.'),
      )
      .join('')}$`,
  );

for (const command of Object.values<Command>(commands)) {
  if (command.http?.method !== 'get') continue;
  const { path } = command.http;
  if (path.includes('{')) addressed.push({ command, pattern: patternOf(path) });
  else queries.set(path, command);
}

type Route = { readonly command: Command; readonly input: object; readonly isAddressed: boolean };

const routeOf = (url: string): Route | undefined => {
  const mark = url.indexOf('?');
  const path = mark < 0 ? url : url.slice(0, mark);
  const command = queries.get(path);
  if (command) {
    const query = mark < 0 ? '' : url.slice(mark + 1);
    return { command, input: { ...parse(query) }, isAddressed: false };
  }
  for (const { command, pattern } of addressed) {
    const fields = pattern.exec(path)?.groups;
    if (fields) return { command, input: { ...fields }, isAddressed: true };
  }
  return undefined;
};

/** Answers queries itself and leaves every other request to `next`. */
export const beforeExpress =
  (parts: Parts, next: RequestListener): RequestListener =>
  (request, response) => {
    const isQuery = request.method === 'GET' || request.method === 'HEAD';
    const route = isQuery ? routeOf(request.url ?? '/') : undefined;
    if (route) void read(parts, route, request, response);
    else next(request, response);
  };

const read = async (
  { app, readSession, addressOf }: Parts,
  { command, input, isAddressed }: Route,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> => {
  const session = readSession(request.headers.cookie);
  const caller = {
    by: session === null ? ('nobody' as const) : { session },
    address: addressOf(request),
  };
  // `answer` never rejects: what went wrong is in it.
  const answer = await app.answer(caller, command.name, input);
  if (answer.ok) encoded(command, answer.value).send(request, response);
  else refuse(response, isAddressed ? asAddress(answer.refusal) : answer.refusal);
};

const encoded = ({ http }: Command, value: unknown): Encoded =>
  http?.media === undefined
    ? encodeOnce(value as object)
    : encode(Buffer.from(value as string), {
        'Content-Type': `${http.media}; charset=utf-8`,
        // Programs fetch these by their own clock; nobody sits and waits for the newest.
        'Cache-Control': 'private, max-age=300',
        Vary: 'Accept-Encoding',
      });

/** An address that cannot be looks like one that is not there, and tells nothing of what was. */
const asAddress = (why: Refusal): Refusal =>
  why.code === 'invalid' || why.code === 'not-found'
    ? refusal('not-found', 'There is no such address.', { field: 'path' })
    : why;

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
