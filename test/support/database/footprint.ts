/** Owns telling whether anything was stored: what every table holds, in a few characters each. */
import type { House } from '../house.ts';

/** Rows and their contents, by table; equal when nothing has changed, stream revisions included. */
export const footprint = async (house: Pick<House, 'sql'>): Promise<Record<string, string>> => {
  const tables = await house.sql<{ name: string }>(
    `select table_name as name from information_schema.tables
     where table_schema = 'public' and table_type = 'BASE TABLE' order by table_name`,
  );
  const found: Record<string, string> = {};
  for (const { name } of tables) {
    const [row] = await house.sql<{ held: string }>(
      `select count(*) || ' rows, ' || coalesce(md5(string_agg(t::text, ',' order by t::text)), '')
         as held from "${name}" t`,
    );
    found[name] = row?.held ?? '';
  }
  return found;
};
