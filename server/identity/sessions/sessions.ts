/**
 * Owns the session: its cookie and its row, from signing in to signing out. Decides nothing about
 * what a session may do: that is read from the database for every command.
 */
import { createHash, randomBytes } from 'node:crypto';
import { parseCookie } from 'cookie';
import { sign, unsign } from 'cookie-signature';
import type { Request, RequestHandler, Response } from 'express';
import { LRUCache } from 'lru-cache';
import type { Clock } from '../../clock.ts';
import type { Database } from '../../database/database.ts';
import type { Log } from '../../log.ts';
import { beginSession, endSession, forgetSessions, keepSession, sessionAccount } from './store.ts';

const name = 'muster';
/** Before the signed id; the same as in cookies that an earlier Muster gave out. */
const prefix = 's:';
const hourMs = 60 * 60 * 1_000;
const monthMs = 30 * 24 * hourMs;
const longestUserAgent = 256;

/** A session is known everywhere by the hash of its id; the id stands in the browser's cookie alone. */
export type Sessions = {
  /** The hash of the session id in a `Cookie` header that we signed; null for anything else. Never throws. */
  readSession(cookieHeader: string | undefined): string | null;
  /** The account that a browser is signed in to. */
  accountOf(req: Request): Promise<string | null>;
  /** Rolls the 30 days where a page is opened, at most once an hour; the page opens in any case. */
  readonly keep: RequestHandler;
  /**
   * Signs the account in under a new session id, and ends the session that the browser had: an id
   * known before is worth nothing. Resolves with the account of that session, if there was one.
   */
  begin(req: Request, res: Response, account: string): Promise<string | null>;
  /** Deletes the row and the cookie. Resolves with the account that was signed in, if one was. */
  end(req: Request, res: Response): Promise<string | null>;
  /** Stops the pruning. The database belongs to whoever connected it. */
  close(): void;
};

/** Cookie headers whose signature was checked, remembered at most; longer ones are checked each time. */
const mostVerified = 10_000;
const longestVerified = 4_096;

/** `secure` says that browsers reach us by https: the proxy then sends `X-Forwarded-Proto`. */
export const createSessions = ({
  database,
  secret,
  secure,
  clock,
  log,
}: {
  database: Database;
  secret: string;
  secure: boolean;
  clock: Clock;
  log: Log;
}): Sessions => {
  /** Whose signature a cookie header bears; whether that session is still alive is asked elsewhere. */
  const verified = new LRUCache<string, { id: string | null; hash: string | null }>({
    max: mostVerified,
  });
  const cookie = { path: '/', httpOnly: true, sameSite: 'lax', secure } as const;

  const read = (header: string | undefined) => {
    if (!header) return nobody;
    const before = verified.get(header);
    if (before) return before;
    const value = parseCookie(header)[name];
    const id = (value?.startsWith(prefix) && unsign(value.slice(prefix.length), secret)) || null;
    const session = id ? { id, hash: hashOf(id) } : nobody;
    if (header.length <= longestVerified) verified.set(header, session);
    return session;
  };

  /** A secure cookie never leaves over a connection that the proxy does not call https. */
  const give = (req: Request, res: Response, id: string) => {
    if (secure && !isOverTls(req)) {
      log.warn({}, 'a session cookie was withheld: the proxy must send X-Forwarded-Proto: https');
      return;
    }
    res.cookie(name, prefix + sign(id, secret), { ...cookie, maxAge: monthMs });
  };

  const prune = () =>
    forgetSessions(database, clock.now()).catch((error: unknown) =>
      log.warn({ err: error }, 'expired sessions could not be deleted'),
    );
  const pruning = setInterval(() => void prune(), hourMs);
  pruning.unref();

  return {
    readSession: (header) => read(header).hash,

    async accountOf(req) {
      const { hash } = read(req.headers.cookie);
      return hash && (await sessionAccount(database, hash, clock.now()));
    },

    async keep(req, res, next) {
      const { id, hash } = read(req.headers.cookie);
      if (id && hash) {
        const now = clock.now();
        try {
          const times = { now, expiresAt: now + monthMs, unlessSeenSince: now - hourMs };
          if (await keepSession(database, hash, times)) give(req, res, id);
        } catch (error) {
          log.warn({ err: error }, 'a session could not be kept');
        }
      }
      next();
    },

    async begin(req, res, account) {
      const now = clock.now();
      const id = randomBytes(32).toString('base64url');
      const before = await beginSession(
        database,
        {
          hash: hashOf(id),
          account,
          userAgent: req.get('user-agent')?.slice(0, longestUserAgent) ?? null,
          replaces: read(req.headers.cookie).hash,
          expiresAt: now + monthMs,
        },
        now,
      );
      give(req, res, id);
      return before;
    },

    async end(req, res) {
      const { hash } = read(req.headers.cookie);
      const before = hash && (await endSession(database, hash));
      res.clearCookie(name, cookie);
      return before;
    },

    close: () => clearInterval(pruning),
  };
};

const nobody = { id: null, hash: null };

const hashOf = (id: string): string => createHash('sha256').update(id).digest('hex');

const isOverTls = (req: Request): boolean =>
  req.secure || req.get('x-forwarded-proto')?.split(',')[0]?.trim() === 'https';
