/** Owns what only the database's superuser may do or see: whether the product uses it, and cutting it off. */
import pg from 'pg';
import { until } from '../deadline.ts';
import type { House } from '../house.ts';

/** A connection to the house's database, for as long as `act` takes. */
const asSuperuser = async <T>(house: House, act: (client: pg.Client) => Promise<T>): Promise<T> => {
  const client = new pg.Client({ connectionString: house.database.adminUrl });
  await client.connect();
  try {
    return await act(client);
  } finally {
    await client.end();
  }
};

const askedLately = `select from pg_stat_activity
  where datname = current_database() and usename = 'muster_app'
    and query_start > clock_timestamp() - interval '1 second'`;

/** Waits until the product has asked the database nothing for a second. */
export const untilIdle = (house: House): Promise<boolean> =>
  asSuperuser(house, (client) =>
    until(
      'the database to be left alone for a second',
      async () => (await client.query(askedLately)).rowCount === 0,
      15_000,
    ),
  );

/** The product's connections break, and no new one is let in until the function it returns is called. */
export const cutOff = async (house: House): Promise<() => Promise<void>> => {
  const database = new URL(house.database.adminUrl).pathname.slice(1);
  await asSuperuser(house, (client) =>
    client.query(
      `revoke connect on database ${database} from muster_app;
       select pg_terminate_backend(pid) from pg_stat_activity
       where datname = current_database() and usename = 'muster_app'`,
    ),
  );
  return async () => {
    await asSuperuser(house, (client) =>
      client.query(`grant connect on database ${database} to muster_app`),
    );
  };
};
