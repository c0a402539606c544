/** Owns how entries are written, looked at and restored. Whoever calls holds the grid's lock. */
import { sql } from 'slonik';
import { z } from 'zod';
import { Entry, type Status } from '../../../shared/availability/grid.ts';
import type { Window } from '../../../shared/availability/window.ts';
import type { Tx } from '../../database/database.ts';

/** What one player shall have on one day; a null status clears, a missing window or note stays. */
export type Write = {
  player: string;
  day: string;
  status: Status | null;
  window?: Window | null | undefined;
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
export type Changed = z.infer<typeof Changed>;

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

/**
 * Applies the writes, at most one for a cell, and returns the cells that changed. A status set again
 * keeps its place in the queue, and whose it is. Order is given in the order of the writes.
 */
export const writeEntries = (tx: Tx, community: string, writes: readonly Write[], now: number) =>
  tx.any(sql.type(Changed)`
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
      on conflict (community_id, day, player_id) do update
        set status = excluded.status,
            "order" = case when e.status = excluded.status
                      then e."order" else excluded."order" end,
            window_from = excluded.window_from, window_until = excluded.window_until,
            note = excluded.note, set_by = excluded.set_by, version = excluded.version,
            set_at = excluded.set_at
        where (e.status, e.window_from, e.window_until, e.note)
              is distinct from (excluded.status, excluded.window_from, excluded.window_until,
                                excluded.note)
           or (e.set_by is not null and excluded.set_by is null)
      returning e.*
    ), changed as (
      select player_id, day from saved union all select player_id, day from cleared
    )
    select c.player_id as player, c.day, ${entryOf('b')} as before, ${entryOf('s')} as after
    from changed c
    left join saved s using (player_id, day)
    left join before b using (player_id, day)
  `);

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
      on conflict (community_id, day, player_id) do update
        set status = excluded.status,
            "order" = case when e.status = excluded.status
                      then e."order" else excluded."order" end,
            window_from = excluded.window_from, window_until = excluded.window_until,
            note = excluded.note, set_by = excluded.set_by, version = excluded.version,
            set_at = excluded.set_at
      returning e.*
    )
    select player_id as player, day, ${entryOf('saved')} as entry from saved
  `);
