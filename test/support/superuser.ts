/** Owns what only the database's superuser may do or see: whether the product uses it, and cutting it off. */
import pg from 'pg';
import { until } from './deadline.ts';
import type { House } from './house.ts';

/** One query in the house's database. */
const asSuperuser = async <Row extends object>(house: House, text: string): Promise<Row[]> => {
  const client = new pg.Client({ connectionString: house.database.adminUrl });
  await client.connect();
  try {
    return (await client.query<Row>(text)).rows;
  } finally {
    await client.end();
  }
};

/** Waits until the product has asked the database nothing for a second. */
export const untilIdle = (house: House): Promise<unknown> =>
  until('the database to be left alone for a second', async () => {
    const [row] = await asSuperuser<{ idle: boolean }>(
      house,
      `select coalesce(max(query_start) < clock_timestamp() - interval '1 second', true) as idle
       from pg_stat_activity where datname = current_database() and usename = 'muster_app'`,
    );
    return row?.idle;
  });

/** The product's connections break, and no new one is let in until the function it returns is called. */
export const cutOff = async (house: House): Promise<() => Promise<void>> => {
  const database = new URL(house.database.adminUrl).pathname.slice(1);
  await asSuperuser(
    house,
    `revoke connect on database ${database} from muster_app;
     select pg_terminate_backend(pid) from pg_stat_activity
     where datname = current_database() and usename = 'muster_app'`,
  );
  return async () => {
    await asSuperuser(house, `grant connect on database ${database} to muster_app`);
  };
};
