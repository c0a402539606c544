/** Owns looking into the database from a journey: the page shows a mark before it is stored. */
import { isDeepStrictEqual } from 'node:util';
import * as assert from 'uvu/assert';
import { until } from '../../test/support/deadline.ts';
import type { House, Person } from '../../test/support/house.ts';

export type Stored = Readonly<Record<string, string>>;

/** Statuses by day. */
export const entriesOf = async (house: House, { player }: Person): Promise<Stored> => {
  const rows = await house.sql<{ day: string; status: string }>(
    'select day::text, status from entries where player_id = $1 order by day',
    [player],
  );
  return Object.fromEntries(rows.map(({ day, status }) => [day, status]));
};

/** Fails with the difference when the database does not come to hold exactly this. */
export const isStored = async (house: House, person: Person, wanted: Stored): Promise<void> => {
  await until('the marks to be stored', async () =>
    isDeepStrictEqual(await entriesOf(house, person), wanted),
  ).catch(() => undefined);
  assert.equal(await entriesOf(house, person), wanted);
};
