/**
 * Owns signing in and out over HTTP: from the first redirect to the session. Who somebody is, the
 * provider says; what that makes them, the command `identity:sign-in`.
 */
import { randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { parseCookie } from 'cookie';
import { type Request, type RequestHandler, Router } from 'express';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { Clock } from '../clock.ts';
import type { Database } from '../database/database.ts';
import type { Log } from '../log.ts';
import type { App } from '../run/app.ts';
import { stylesheet } from './pages.ts';
import { createProvider, newProof, type ProviderConfig } from './provider.ts';
import { returnPath } from './return-path.ts';
import type { Sessions } from './sessions/sessions.ts';
import { failuresTo, requireSameOrigin } from './sign-in-failures.ts';
import { sendSignInPage } from './sign-in-pages.ts';
import { beginSignIn, redeemSignIn } from './store.ts';

/** Where a provider sends the browser back to, on each of our origins. */
export const callbackPath = '/auth/callback';

const browserCookie = 'muster.sign-in';
const tenMinutesMs = 10 * 60 * 1_000;

export type SignInDeps = {
  provider: ProviderConfig;
  /** Such as `https://muster.example`, the canonical one first. Nobody is sent anywhere else. */
  origins: readonly [string, ...string[]];
  sessions: Sessions;
  database: Database;
  clock: Clock;
  run: App['run'];
  log: Log;
  /** A session of this account has ended: sockets still open under it must learn so. */
  onSignOut: (account: string) => void | Promise<void>;
  addressOf: (request: IncomingMessage) => string;
  /** From one address; each leaves a row for ten minutes. */
  startsPerMinute?: number;
};

/** To be mounted at the root. Asks the provider nothing before the first sign-in. */
export const createSignIn = ({
  provider: providerConfig,
  origins,
  sessions,
  database,
  clock,
  run,
  log,
  onSignOut,
  addressOf,
  startsPerMinute = 60,
}: SignInDeps): Router => {
  const provider = createProvider(providerConfig);
  const { fail, onError } = failuresTo(log);
  const starts = new RateLimiterMemory({ points: startsPerMinute, duration: 60 });

  const begin: RequestHandler = async (req, res) => {
    const returnTo = returnPath(req.query.return);
    const tooMany = await overdraft(starts, addressOf(req));
    if (tooMany) return sendSignInPage(res, { kind: 'too-many', seconds: tooMany, returnTo });

    const origin =
      origins.find((one) => new URL(one).host === req.headers.host?.toLowerCase()) ?? origins[0];
    const proof = newProof();
    try {
      const url = await provider.authorizationUrl(proof, origin + callbackPath);
      // Tabs of one browser share the cookie, so that each of them may finish.
      const browser = browserOf(req) ?? randomBytes(32).toString('base64url');
      const now = clock.now();
      const expiresAt = now + tenMinutesMs;
      await beginSignIn(database, { ...proof, browser, returnTo, origin, expiresAt }, now);
      res.cookie(browserCookie, browser, {
        path: '/auth',
        httpOnly: true,
        sameSite: 'lax',
        secure: origin.startsWith('https:'),
        maxAge: tenMinutesMs,
      });
      res.set('Cache-Control', 'no-store').redirect(303, url.href);
    } catch (error) {
      fail(res, error, returnTo);
    }
  };

  const finish: RequestHandler = async (req, res) => {
    const query = new URLSearchParams(req.originalUrl.split('?', 2)[1] ?? '');
    const state = asToken(query.get('state'));
    const browser = browserOf(req);
    const begun =
      state && browser && (await redeemSignIn(database, { state, browser }, clock.now()));
    if (!begun || !origins.includes(begun.origin)) {
      return sendSignInPage(res, { kind: (await sessions.accountOf(req)) ? 'already' : 'stale' });
    }
    try {
      const callback = new URL(`${callbackPath}?${query}`, begun.origin);
      const identity = await provider.identify(callback, { ...begun, state });
      const caller = { by: 'system', address: 'local' } as const;
      const { account } = await run(caller, 'identity:sign-in', identity);
      const replaced = await sessions.begin(req, res, account);
      if (replaced) await onSignOut(replaced);
      res.set('Cache-Control', 'no-store').redirect(303, begun.origin + begun.returnTo);
    } catch (error) {
      fail(res, error, begun.returnTo);
    }
  };

  const signOut: RequestHandler = async (req, res) => {
    const ended = await sessions.end(req, res);
    if (ended) await onSignOut(ended);
    res.set('Cache-Control', 'no-store').status(204).end();
  };

  return Router()
    .get('/auth/pages.css', (_req, res) => {
      res.type('css').set('Cache-Control', 'public, max-age=3600').send(stylesheet);
    })
    .get('/auth/sign-in', begin)
    .get(callbackPath, finish)
    .post('/auth/sign-out', requireSameOrigin(origins), signOut)
    .use('/auth', onError);
};

/** Only what we could have made ourselves reaches the database. */
const asToken = (text: string | null | undefined): string | undefined =>
  text && /^[\w-]{43}$/.test(text) ? text : undefined;

const browserOf = (req: Request) => asToken(parseCookie(req.headers.cookie ?? '')[browserCookie]);

/** Seconds to wait, or nothing when one more is allowed. */
const overdraft = async (
  limiter: RateLimiterMemory,
  address: string,
): Promise<number | undefined> => {
  try {
    await limiter.consume(address);
  } catch (refused) {
    if (!(refused instanceof RateLimiterRes)) throw refused;
    return Math.max(1, Math.ceil(refused.msBeforeNext / 1_000));
  }
  return undefined;
};
