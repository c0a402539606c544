/** Owns what somebody is told whose signing in or out did not work, and what the log is told of it. */
import { randomUUID } from 'node:crypto';
import type { ErrorRequestHandler, RequestHandler, Response } from 'express';
import { type Refusal, refusal, refusalStatus } from '../../shared/refusal.ts';
import type { Log } from '../log.ts';
import { SignInFailed } from './provider.ts';
import { sendSignInPage } from './sign-in-pages.ts';

export type Failures = {
  /** Shows a page that says why, from where one more attempt leads to `returnTo`. */
  fail(res: Response, error: unknown, returnTo: string): void;
  /** For what no handler has caught: a page for who opens one, a refusal for who posts. */
  readonly onError: ErrorRequestHandler;
};

export const failuresTo = (log: Log): Failures => {
  const logged = (error: unknown): string => {
    const id = randomUUID();
    log.error({ err: error, id }, 'signing in or out failed');
    return id;
  };

  const fail: Failures['fail'] = (res, error, returnTo) => {
    const kind = error instanceof SignInFailed ? error.because : 'unavailable';
    if (kind === 'unavailable') {
      return sendSignInPage(res, { kind, returnTo, id: logged(error) });
    }
    if (kind === 'stale') log.warn({ err: error }, 'a sign-in was refused');
    sendSignInPage(res, { kind, returnTo });
  };

  return {
    fail,
    onError: (error, req, res, _next) => {
      if (req.method === 'GET') fail(res, error, '/');
      else {
        const message = 'Signing out did not work. Please try again.';
        refuse(res, refusal('unavailable', message, { id: logged(error) }));
      }
    },
  };
};

/** Another site can make a browser send a form, but neither our origin nor this header. */
export const requireSameOrigin =
  (origins: readonly string[]): RequestHandler =>
  (req, res, next) => {
    const isOurs =
      origins.includes(req.headers.origin ?? '') &&
      req.headers['x-requested-with'] === 'XMLHttpRequest';
    if (isOurs) return next();
    refuse(res, refusal('forbidden', 'Signing out works only from Muster itself.'));
  };

const refuse = (res: Response, because: Refusal) => {
  res.status(refusalStatus[because.code]).json({ refusal: because });
};
