/** Owns the rows of sessions, known by the hash of their ids alone. */
import { sql } from 'slonik';
import { z } from 'zod';
import type { Reader } from '../../database/database.ts';

const Signed = z.strictObject({ account: z.string().nullable() });

/** Also ends the session that it replaces; answers the account of that one. */
export const beginSession = (
  db: Reader,
  session: {
    hash: string;
    account: string;
    userAgent: string | null;
    replaces: string | null;
    expiresAt: number;
  },
  now: number,
): Promise<string | null> =>
  db.oneFirst(sql.type(Signed)`
    with replaced as (
      delete from sessions where id_hash = ${session.replaces} returning account_id
    )
    insert into sessions (id_hash, account_id, created_at, seen_at, expires_at, user_agent)
    values (${session.hash}, ${session.account}, ${sql.timestamp(new Date(now))},
            ${sql.timestamp(new Date(now))}, ${sql.timestamp(new Date(session.expiresAt))},
            ${session.userAgent})
    returning (select account_id from replaced) as account
  `);

/** Whose a session is, while it lasts. */
export const sessionAccount = (db: Reader, hash: string, now: number): Promise<string | null> =>
  db.maybeOneFirst(sql.type(Signed)`
    select account_id as account from sessions
    where id_hash = ${hash} and expires_at > ${sql.timestamp(new Date(now))}
  `);

/** False when the session was seen lately, or is no more. */
export const keepSession = async (
  db: Reader,
  hash: string,
  { now, expiresAt, unlessSeenSince }: { now: number; expiresAt: number; unlessSeenSince: number },
): Promise<boolean> => {
  const { rowCount } = await db.query(sql.unsafe`
    update sessions set seen_at = ${sql.timestamp(new Date(now))},
                        expires_at = ${sql.timestamp(new Date(expiresAt))}
    where id_hash = ${hash} and expires_at > ${sql.timestamp(new Date(now))}
      and seen_at <= ${sql.timestamp(new Date(unlessSeenSince))}
  `);
  return rowCount === 1;
};

/** Answers the account that was signed in. */
export const endSession = (db: Reader, hash: string): Promise<string | null> =>
  db.maybeOneFirst(sql.type(Signed)`
    delete from sessions where id_hash = ${hash} returning account_id as account
  `);

export const forgetSessions = (db: Reader, now: number) =>
  db.query(sql.unsafe`
    delete from sessions where expires_at <= ${sql.timestamp(new Date(now))}
  `);
