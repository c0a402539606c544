/** Owns the tables of availability: entries, ready days, and the reading of a whole grid. */
import { sql } from 'slonik';
import { z } from 'zod';
import { type Counts, Entry, noCounts, Status } from '../../shared/grid.ts';
import { Player, Settings } from '../../shared/identity.ts';
import { count, type Reader, type Tx } from '../database.ts';

/** A wanted status of one player on one day; null clears. */
export type Write = { player: string; day: string; status: Status | null };

const Changed = z.strictObject({
  player: z.string(),
  day: z.string(),
  status: Status.nullable(),
  order: count.nullable(),
});
export type Changed = z.infer<typeof Changed>;

/**
 * Applies the writes, at most one for a cell, and returns those that changed something. A status
 * set again keeps its place in the queue. Order is given in the order of the writes.
 */
export const writeEntries = (tx: Tx, community: string, writes: readonly Write[], now: number) =>
  tx.any(sql.type(Changed)`
    with wanted as (
      select * from ${sql.unnest(
        writes.map(({ player, day, status }, index) => [index, player, day, status]),
        ['int4', 'int8', 'date', 'text'],
      )} as w (position, player_id, day, status)
    ), cleared as (
      delete from entries e using wanted w
      where w.status is null and e.community_id = ${community}
        and e.day = w.day and e.player_id = w.player_id
      returning e.player_id, e.day
    ), saved as (
      insert into entries as e (community_id, player_id, day, status, set_at)
      select ${community}, player_id, day, status, ${sql.timestamp(new Date(now))}
      from wanted where status is not null order by position
      on conflict (community_id, day, player_id) do update
        set status = excluded.status, "order" = excluded."order", set_at = excluded.set_at
        where e.status <> excluded.status
      returning e.player_id, e.day, e.status, e."order"
    )
    select player_id as player, day, status, "order" from saved
    union all
    select player_id, day, null, null from cleared
  `);

const DayCount = z.strictObject({ day: z.string(), status: Status, players: count });

/** Counts by status for the days asked for, days without entries included. */
export const countDays = async (tx: Reader, community: string, days: readonly string[]) => {
  const rows = await tx.any(sql.type(DayCount)`
    select day, status, count(*) as players from entries
    where community_id = ${community} and day = any(${sql.array(days, 'date')})
    group by day, status
  `);
  const counts: Record<string, Record<Status, number>> = {};
  for (const day of days) counts[day] = { ...noCounts };
  for (const { day, status, players } of rows) {
    const known = counts[day];
    if (known) known[status] = players;
  }
  return counts as Record<string, Counts>;
};

/** Records that a day became ready; false when it had before. */
export const becomeReady = async (tx: Tx, community: string, day: string, now: number) => {
  const { rowCount } = await tx.query(sql.unsafe`
    insert into ready_days (community_id, day, at)
    values (${community}, ${day}, ${sql.timestamp(new Date(now))})
    on conflict do nothing
  `);
  return rowCount === 1;
};

export const wasReady = (tx: Reader, community: string, day: string): Promise<boolean> =>
  tx.exists(sql.unsafe`
    select from ready_days where community_id = ${community} and day = ${day}
  `);

export const turnTo = (tx: Tx, community: string, day: string) =>
  tx.query(sql.unsafe`update communities set today = ${day} where id = ${community}`);

const GridRow = z.strictObject({
  revision: count,
  settings: Settings,
  today: z.string().nullable(),
  ready: z.boolean(),
  players: z.record(z.string(), Player),
  entries: z.record(z.string(), z.record(z.string(), Entry)),
});
type GridRow = z.infer<typeof GridRow>;

/**
 * The whole grid between two days and its revision, in one statement and so at one instant.
 * Without `between`: from the community's today on.
 */
export const readGrid = (
  db: Reader,
  stream: string,
  between?: { from: string; to: string },
): Promise<GridRow | null> => {
  const days = between
    ? sql.fragment`e.day between ${between.from} and ${between.to}`
    : sql.fragment`e.day >= coalesce(c.today, '-infinity')`;
  return db.maybeOne(sql.type(GridRow)`
    select s.revision, c.today,
           json_build_object('name', c.name, 'zone', c.zone, 'threshold', c.threshold,
                             'committed', c.committed, 'roster', c.roster) as settings,
           exists (select from ready_days r
                   where r.community_id = c.id and r.day = c.today) as ready,
           coalesce((select json_object_agg(p.id, json_build_object(
                              'name', p.name, 'claimed', p.account_id is not null))
                     from players p where p.community_id = c.id), '{}') as players,
           coalesce((select json_object_agg(day, cells) from (
                       select e.day, json_object_agg(e.player_id, json_build_object(
                                       'status', e.status, 'order', e."order")) as cells
                       from entries e where e.community_id = c.id and ${days}
                       group by e.day) by_day), '{}') as entries
    from streams s join communities c on c.id = s.community_id
    where s.name = ${stream}
  `);
};
