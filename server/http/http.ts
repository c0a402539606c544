/** Owns HTTP: routes derived from the contract, health, metrics, static files. An adapter to `run`. */
import type { IncomingMessage, RequestListener } from 'node:http';
import compression from 'compression';
import express, { type ErrorRequestHandler, type Response } from 'express';
import helmet from 'helmet';
import type { Command } from '../../shared/command.ts';
import { commands } from '../../shared/protocol.ts';
import { refusal } from '../../shared/refusal.ts';
import type { Log } from '../log.ts';
import type { Metrics } from '../metrics.ts';
import type { App } from '../run/app.ts';
import { sendFiles } from './files.ts';
import { openApi } from './openapi.ts';
import type { Pages } from './pages.ts';
import { refuse } from './routes.ts';

const mostBodyBytes = '64kb';
const healthDeadlineMs = 1_500;

export type Http = {
  app: App;
  /** Sign-in pages; mounted before everything that needs no session. */
  signIn: express.Router;
  /** Keeps a visitor's session alive; runs where a page is opened, not for every query. */
  keepSession: express.RequestHandler;
  readSession: (cookies: string | undefined) => string | null;
  addressOf: (request: IncomingMessage) => string;
  isAllowedOrigin: (request: IncomingMessage) => boolean;
  /** Rejects when the database does not answer. */
  ping: () => Promise<void>;
  isReady: () => boolean;
  isSecure: boolean;
  clientDirectory: string;
  pages: Pages;
  metrics: Metrics;
  log: Log;
};

/** Answers while a node is starting: it listens already, and knows nothing yet. */
export const waitAMoment: RequestListener = (_request, response) => {
  response.writeHead(503, { 'Content-Type': 'application/json', 'Retry-After': '1' });
  const why = refusal('unavailable', 'Muster is starting. Try again in a moment.');
  response.end(JSON.stringify({ refusal: why }));
};

export const createHttp = (parts: Http): express.Express => {
  const { metrics, log } = parts;
  const http = express();
  http.disable('x-powered-by');
  http.set('etag', false);
  http.set('query parser', 'simple');

  for (const command of Object.values<Command>(commands)) {
    if (command.http?.method !== 'post') continue;
    const body = express.json({ limit: mostBodyBytes });
    http.post(
      command.http.path,
      signedInFirst(parts, command),
      sameOriginOnly(parts),
      body,
      write(parts, command),
    );
  }

  http.use(
    helmet({
      contentSecurityPolicy: {
        directives: {
          'base-uri': ["'none'"],
          // Covers our web socket in every browser that knows what the client is built with.
          'connect-src': ["'self'"],
          'font-src': ["'self'"],
          'form-action': ["'self'"],
          'frame-ancestors': ["'none'"],
          'img-src': ["'self'", 'data:'],
          'style-src': ["'self'"],
          'manifest-src': ["'self'"],
          'worker-src': ["'self'"],
          'upgrade-insecure-requests': parts.isSecure ? [] : null,
        },
      },
      xFrameOptions: { action: 'deny' },
      strictTransportSecurity: parts.isSecure,
    }),
  );

  http.get('/health', async (_request, response) => {
    const database = await withDeadline(parts.ping()).then(
      () => 'ok' as const,
      () => 'unavailable' as const,
    );
    const isWell = database === 'ok';
    response.status(isWell ? 200 : 503).json({ status: isWell ? 'ok' : 'unavailable', database });
  });
  http.get('/ready', (_request, response) => {
    response.status(parts.isReady() ? 200 : 503).json({ ready: parts.isReady() });
  });
  http.get('/metrics', async (_request, response) => {
    const { contentType, body } = await metrics.text();
    response.type(contentType).send(body);
  });
  http.get('/api/openapi.json', (_request, response) => {
    response.json(openApi);
  });
  http.use('/api', (_request, response) => {
    refuse(response, refusal('not-found', 'There is no such address.', { field: 'path' }));
  });

  http.use(compression());
  http.use(parts.signIn);
  const { clientDirectory, pages } = parts;
  http.use(sendFiles(clientDirectory));
  http.use('/assets', (_request, response) => sendNothing(response, 404));
  http.get(/^[^.]*$/, parts.keepSession, (request, response) =>
    pages.send(request.path, request, response),
  );
  http.use((_request, response) => sendNothing(response, 404));
  http.use(onError(log));
  return http;
};

const write =
  ({ app, readSession, addressOf }: Http, { name }: Command): express.RequestHandler =>
  async (request, response) => {
    const session = readSession(request.headers.cookie);
    const answer = await app.answer(
      { by: session === null ? ('nobody' as const) : { session }, address: addressOf(request) },
      name,
      request.body,
    );
    if (!answer.ok) return refuse(response, answer.refusal);
    response.set('X-Content-Type-Options', 'nosniff').json(answer.value);
  };

/** Whoever has no session is told that first: nothing would be done for any page. */
const signedInFirst =
  ({ readSession }: Http, { gate }: Command): express.RequestHandler =>
  (request, response, next) => {
    if (gate !== 'anyone' && readSession(request.headers.cookie) === null) {
      refuse(response, refusal('not-signed-in', 'Sign in first.'));
    } else next();
  };

/** Writes must come from our own pages: a foreign page can send neither this origin nor this header. */
const sameOriginOnly =
  ({ isAllowedOrigin }: Http): express.RequestHandler =>
  (request, response, next) => {
    if (!isAllowedOrigin(request)) {
      refuse(response, refusal('forbidden', 'This origin is not allowed.', { field: 'Origin' }));
    } else if (request.headers['x-requested-with'] !== 'XMLHttpRequest') {
      refuse(
        response,
        refusal('forbidden', 'Send the header X-Requested-With: XMLHttpRequest.', {
          field: 'X-Requested-With',
        }),
      );
    } else next();
  };

const sendNothing = (response: Response, status: number): void => {
  response.status(status).type('text/plain').send('There is nothing here.\n');
};

/** Bodies and addresses that cannot be read are the sender's mistake; everything else is ours. */
const onError =
  (log: Log): ErrorRequestHandler =>
  (error: { status?: number; type?: string }, request, response, next) => {
    if (response.headersSent) return next(error);
    if (error.type === 'entity.too.large') {
      refuse(response, refusal('too-large', 'body: At most 64 kB.', { field: 'body' }));
    } else if (error.status !== undefined && error.status >= 400 && error.status < 500) {
      // Only what is posted has a body; anything else is an address that cannot be.
      if (request.method !== 'POST') sendNothing(response, error.status);
      else refuse(response, refusal('invalid', 'body: This cannot be read.', { field: 'body' }));
    } else {
      log.error({ err: error }, 'a request failed');
      refuse(response, refusal('internal', 'Something went wrong on our side. Please try again.'));
    }
  };

const withDeadline = <T>(work: Promise<T>): Promise<T> =>
  Promise.race([
    work,
    new Promise<never>((_, reject) => {
      setTimeout(() => reject(new Error('Too late.')), healthDeadlineMs).unref();
    }),
  ]);
