/** Owns the table of feeds, and what a feed shows. Knows hashes, never tokens. */
import { sql } from 'slonik';
import { z } from 'zod';
import { TimeWindow } from '../../../shared/availability/window.ts';
import { Day } from '../../../shared/day.ts';
import { Language } from '../../../shared/language.ts';
import { count, type Reader, type Tx } from '../../database/database.ts';

/** Replaces the account's former feed in the community. */
export const saveFeed = (
  tx: Tx,
  feed: { community: string; account: string; nonce: string; hash: string; language: Language },
  now: number,
) =>
  tx.query(sql.unsafe`
    insert into feeds (community_id, account_id, nonce, token_sha256, language, opened_at)
    values (${feed.community}, ${feed.account}, ${feed.nonce}, ${feed.hash},
            ${feed.language}, ${sql.timestamp(new Date(now))})
    on conflict (community_id, account_id) do update
      set nonce = excluded.nonce, token_sha256 = excluded.token_sha256,
          language = excluded.language, opened_at = excluded.opened_at
  `);

export const deleteFeed = (tx: Tx, community: string, account: string) =>
  tx.query(sql.unsafe`
    delete from feeds where community_id = ${community} and account_id = ${account}
  `);

const Feed = z.strictObject({ nonce: z.string(), hash: z.string(), openedAt: count });

export const findFeed = (db: Reader, community: string, account: string) =>
  db.maybeOne(sql.type(Feed)`
    select f.nonce, f.token_sha256 as hash, f.opened_at as "openedAt"
    from feeds f join communities c on c.id = f.community_id
    where c.slug = ${community} and f.account_id = ${account}
  `);

const Shown = z.strictObject({
  player: z.string(),
  language: Language,
  community: z.strictObject({ name: z.string(), zone: z.string(), calendar: z.uuid() }),
});

/** Whom a feed shows now; null for an unknown token, and while its account has no player there. */
export const playerShown = (db: Reader, hash: string) =>
  db.maybeOne(sql.type(Shown)`
    select p.id as player, f.language,
           json_build_object('name', c.name, 'zone', c.zone, 'calendar', c.calendar) as community
    from feeds f
    join communities c on c.id = f.community_id
    join players p on p.community_id = f.community_id and p.account_id = f.account_id
    where f.token_sha256 = ${hash}
  `);

const Evening = z.strictObject({
  day: Day,
  status: z.enum(['LOOKING', 'AVAILABLE', 'MAYBE']),
  window: TimeWindow.nullable(),
  note: z.string().nullable(),
  /** Grows with every change, also across clearing. The 31 bits of SEQUENCE last two billion of them. */
  version: count,
  setAt: count,
});
export type Evening = z.infer<typeof Evening>;

/** The player's evenings between two days, both included. Days they do not play are none. */
export const eveningsOf = (db: Reader, player: string, from: string, to: string) =>
  db.any(sql.type(Evening)`
    select day, status, note, version, set_at as "setAt",
           case when window_from is not null then json_build_object(
             'from', window_from, 'until', window_until) end as window
    from entries
    where player_id = ${player} and day between ${from} and ${to} and status <> 'NOT_PLAYING'
    order by day
  `);
