/**
 * Owns the session: its cookie and its row, from signing in to signing out. Decides nothing about
 * what a session may do: that is read from the database for every command.
 */
import createPostgresStore from 'connect-pg-simple';
import { parseCookie } from 'cookie';
import { unsign } from 'cookie-signature';
import type { Request, RequestHandler, Response } from 'express';
import session from 'express-session';
import type { Pool } from 'pg';
import type { Log } from '../log.ts';

declare module 'express-session' {
  interface SessionData {
    /** Id of who signed in; the table derives its `account_id` from it. */
    account: string;
  }
}

const name = 'muster';
const monthMs = 30 * 24 * 60 * 60 * 1_000;
const hour = 60 * 60;

export type Sessions = {
  /**
   * Reads the request's session and rolls its 30 days: two queries when there is a cookie, none
   * otherwise. For signing in and out; commands need only `readSession`.
   */
  readonly middleware: RequestHandler;
  /** The same where a page is opened: it is served without the database too. */
  readonly keep: RequestHandler;
  /** The session id in a `Cookie` header that we signed; null for anything else. Never throws. */
  readSession(cookieHeader: string | undefined): string | null;
  /**
   * Signs the account in under a new session id, so that an id known before is worth nothing.
   * Needs `middleware` before it. Resolves with the account this browser was signed in to before.
   */
  begin(req: Request, account: string): Promise<string | null>;
  /** Deletes the row and the cookie. Resolves with the account that was signed in, if one was. */
  end(req: Request, res: Response): Promise<string | null>;
  /** Stops the pruning. The pool belongs to whoever made it. */
  close(): Promise<void>;
};

/** Cookie headers whose signature was checked, remembered at most; longer ones are checked each time. */
const mostVerified = 10_000;
const longestVerified = 4_096;

/** `secure` says that browsers reach us by https: the proxy then sends `X-Forwarded-Proto`. */
export const createSessions = ({
  pool,
  secret,
  secure,
  log,
}: {
  pool: Pool;
  secret: string;
  secure: boolean;
  log: Log;
}): Sessions => {
  // Without a listener a connection that breaks while idle ends the process.
  pool.on('error', (error) => log.warn({ err: error }, 'a session connection broke'));

  const PostgresStore = createPostgresStore(session);
  const store = new PostgresStore({
    pool,
    tableName: 'sessions',
    createTableIfMissing: false,
    pruneSessionInterval: hour,
    errorLog: (what, error) => log.warn({ err: error }, String(what)),
  });
  /** Whose signature a cookie header bears; whether that session is still alive is asked elsewhere. */
  const verified = new Map<string, string | null>();
  const cookie = { path: '/', httpOnly: true, sameSite: 'lax', secure } as const;

  const middleware = session({
    name,
    secret,
    store,
    cookie: { ...cookie, maxAge: monthMs },
    rolling: true,
    resave: false,
    saveUninitialized: false,
    ...(secure ? { proxy: true } : {}),
  });

  return {
    middleware,

    keep(req, res, next) {
      // Told twice when reading worked and rolling did not: the answer is under way by then.
      let isPassedOn = false;
      middleware(req, res, (error?: unknown) => {
        if (error) log.warn({ err: error }, 'a session could not be kept');
        if (!isPassedOn) next();
        isPassedOn = true;
      });
    },

    readSession(header) {
      if (!header) return null;
      const before = verified.get(header);
      if (before !== undefined) return before;
      const value = parseCookie(header)[name];
      const sid = (value?.startsWith('s:') && unsign(value.slice(2), secret)) || null;
      const [oldest] = verified.keys();
      if (verified.size >= mostVerified && oldest !== undefined) verified.delete(oldest);
      if (header.length <= longestVerified) verified.set(header, sid);
      return sid;
    },

    async begin(req, account) {
      const before = req.session.account ?? null;
      await settled((done) => req.session.regenerate(done));
      req.session.account = account;
      await settled((done) => req.session.save(done));
      // The library saves a new session once more as the answer ends, which nobody waits for: that
      // could come after the session was ended, and bring it back.
      Object.defineProperty(req.session, 'save', {
        configurable: true,
        value: (done?: () => void) => done?.(),
      });
      const isOverTls = req.secure || req.get('x-forwarded-proto') === 'https';
      if (secure && !isOverTls) {
        log.warn({}, 'a session cookie was withheld: the proxy must send X-Forwarded-Proto: https');
      }
      return before;
    },

    async end(req, res) {
      const before = req.session.account ?? null;
      await settled((done) => req.session.destroy(done));
      res.clearCookie(name, cookie);
      return before;
    },

    async close() {
      await store.close();
    },
  };
};

const settled = (start: (done: (error?: unknown) => void) => unknown): Promise<void> =>
  new Promise((resolve, reject) => {
    start((error) => (error ? reject(error) : resolve()));
  });
