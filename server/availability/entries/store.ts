/** Owns how entries are written, looked at and restored. Whoever calls holds the grid's lock. */
import { sql } from 'slonik';
import { z } from 'zod';
import { type Counts, Entry, noCounts, Status } from '../../../shared/availability/grid.ts';
import type { TimeWindow } from '../../../shared/availability/window.ts';
import { count, type Reader, type Tx } from '../../database/database.ts';

/** What one player shall have on one day; a null status clears, a missing window or note stays. */
export type Write = {
  player: string;
  day: string;
  status: Status | null;
  window?: TimeWindow | null | undefined;
  note?: string | null | undefined;
  /** Who sets it for the player; null when the player does. */
  by: string | null;
};

export type Cell = { player: string; day: string };

const Changed = z.strictObject({
  player: z.string(),
  day: z.string(),
  before: Entry.nullable(),
  after: Entry.nullable(),
});

const DayCount = z.strictObject({ day: z.string(), status: Status, players: count });

/** Counts by status for days, those without an entry included. */
const countsFor = (days: readonly string[], rows: readonly z.infer<typeof DayCount>[]) => {
  const counts: Record<string, Record<Status, number>> = {};
  for (const day of days) counts[day] = { ...noCounts };
  for (const { day, status, players } of rows) {
    const known = counts[day];
    if (known) known[status] = players;
  }
  return counts as Record<string, Counts>;
};

/** An entry as the grid has it, from a row of `entries` under this name. */
export const entryOf = (row: string) => {
  const column = (name: string) => sql.identifier([row, name]);
  return sql.fragment`case when ${column('status')} is not null then
    json_strip_nulls(json_build_object(
      'status', ${column('status')}, 'order', ${column('order')},
      'window', case when ${column('window_from')} is not null then json_build_object(
        'from', ${column('window_from')}, 'until', ${column('window_until')}) end,
      'note', ${column('note')}, 'by', ${column('set_by')}::text)) end`;
};

/** What an insert `as e` comes to where the cell has an entry: the same status keeps its order. */
const overwriting = sql.fragment`
  on conflict (community_id, day, player_id) do update
    set status = excluded.status,
        "order" = case when e.status = excluded.status then e."order" else excluded."order" end,
        window_from = excluded.window_from, window_until = excluded.window_until,
        note = excluded.note, set_by = excluded.set_by, version = excluded.version,
        set_at = excluded.set_at`;

const Written = z.strictObject({
  changed: z.array(Changed),
  counts: z.array(DayCount),
  ready: z.boolean(),
});

/**
 * Applies the writes, at most one for a cell. Answers the cells that changed, the counts of all days
 * that were named, and whether `today` was ready before. A status set again keeps its place in the
 * queue, and whose it is. Order is given in the order of the writes.
 */
export const writeEntries = async (
  tx: Tx,
  { community, today, now }: { community: string; today: string; now: number },
  writes: readonly Write[],
) => {
  const days = [...new Set(writes.map(({ day }) => day))];
  const { changed, counts, ready } = await tx.one(sql.type(Written)`
    with asked as (
      select * from ${sql.unnest(
        writes.map(({ player, day, status, window, note, by }, index) => [
          index,
          player,
          day,
          status,
          window !== undefined,
          window?.from ?? null,
          window?.until ?? null,
          note !== undefined,
          note ?? null,
          by,
        ]),
        ['int4', 'int8', 'date', 'text', 'bool', 'text', 'text', 'bool', 'text', 'int8'],
      )} as w (position, player_id, day, status, sets_window, window_from, window_until,
               sets_note, note, set_by)
    ), before as (
      -- By the key, cell by cell: a join would read the whole table for a handful of them.
      select e.* from asked w cross join lateral (
        select *, ctid as place from entries
        where community_id = ${community} and day = w.day and player_id = w.player_id
        limit 1
      ) e
    ), cleared as (
      delete from entries where ctid = any(array(
        select b.place from before b join asked w using (player_id, day) where w.status is null
      ))
      returning player_id, day
    ), saved as (
      insert into entries as e
        (community_id, player_id, day, status, window_from, window_until, note, set_by, set_at)
      select ${community}, player_id, day, w.status,
             case when w.sets_window then w.window_from else b.window_from end,
             case when w.sets_window then w.window_until else b.window_until end,
             case when w.sets_note then w.note else b.note end,
             w.set_by, ${sql.timestamp(new Date(now))}
      from asked w left join before b using (player_id, day)
      where w.status is not null order by w.position
      ${overwriting}
        where (e.status, e.window_from, e.window_until, e.note)
              is distinct from (excluded.status, excluded.window_from, excluded.window_until,
                                excluded.note)
           or (e.set_by is not null and excluded.set_by is null)
      returning e.*
    ), changed as (
      select c.player_id, c.day, b.status as was, s.status as now,
             ${entryOf('b')} as before, ${entryOf('s')} as after
      from (select player_id, day from saved union all select player_id, day from cleared) c
      left join saved s using (player_id, day)
      left join before b using (player_id, day)
    ), counted as (
      -- What this very statement writes is not seen by it: the difference is laid over what was.
      select day, status, sum(players) as players from (
        select day, status, 1 as players from entries
        where community_id = ${community} and day = any(${sql.array(days, 'date')})
        union all select day, was, -1 from changed where was is not null
        union all select day, now, 1 from changed where now is not null
      ) as counted group by day, status
    )
    select coalesce((select json_agg(json_build_object(
                       'player', player_id::text, 'day', day, 'before', before, 'after', after))
                     from changed), '[]') as changed,
           coalesce((select json_agg(json_build_object(
                       'day', day, 'status', status, 'players', players))
                     from counted), '[]') as counts,
           exists (select from ready_days
                   where community_id = ${community} and day = ${today}) as ready
  `);
  return { changed, counts: countsFor(days, counts), ready };
};

/** Counts by status for the days asked for, days without entries included. */
export const countDays = async (db: Reader, community: string, days: readonly string[]) => {
  const rows = await db.any(sql.type(DayCount)`
    select day, status, count(*) as players from entries
    where community_id = ${community} and day = any(${sql.array(days, 'date')})
    group by day, status
  `);
  return countsFor(days, rows);
};

const EntryAt = z.strictObject({ player: z.string(), day: z.string(), entry: Entry });

/** The entries that these cells have; none for an empty one. */
export const entriesAt = (tx: Tx, community: string, cells: readonly Cell[]) =>
  tx.any(sql.type(EntryAt)`
    select e.player_id as player, e.day, ${entryOf('e')} as entry
    from ${sql.unnest(
      cells.map(({ player, day }) => [player, day]),
      ['int8', 'date'],
    )} as c (player_id, day)
    join entries e on e.community_id = ${community}
      and e.day = c.day and e.player_id = c.player_id
  `);

/**
 * Gives cells back what they had; a null entry clears. A status that comes back without keeping its
 * order joins the queue anew. Returns the entries as they are now.
 */
export const restoreEntries = (
  tx: Tx,
  community: string,
  cells: readonly (Cell & { entry: Entry | null; keepsOrder: boolean })[],
  now: number,
) =>
  tx.any(sql.type(EntryAt)`
    with wanted as (
      select * from ${sql.unnest(
        cells.map(({ player, day, entry, keepsOrder }) => [
          player,
          day,
          entry?.status ?? null,
          entry?.order ?? null,
          keepsOrder,
          entry?.window?.from ?? null,
          entry?.window?.until ?? null,
          entry?.note ?? null,
          entry?.by ?? null,
        ]),
        ['int8', 'date', 'text', 'int8', 'bool', 'text', 'text', 'text', 'int8'],
      )} as w (player_id, day, status, "order", keeps_order, window_from, window_until, note, set_by)
    ), cleared as (
      delete from entries e using wanted w
      where w.status is null and e.community_id = ${community}
        and e.day = w.day and e.player_id = w.player_id
    ), saved as (
      insert into entries as e (community_id, player_id, day, status, "order", window_from,
                                window_until, note, set_by, set_at)
      select ${community}, player_id, day, status,
             case when keeps_order then "order" else nextval('entry_order') end,
             window_from, window_until, note, (select id from players where id = set_by),
             ${sql.timestamp(new Date(now))}
      from wanted where status is not null
      ${overwriting}
      returning e.*
    )
    select player_id as player, day, ${entryOf('saved')} as entry from saved
  `);
