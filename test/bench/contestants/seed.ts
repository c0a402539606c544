/** Owns the people of the bench: accounts, players, links and sessions, written by the owner of the database. */
import { createHash } from 'node:crypto';
import { sign } from 'cookie-signature';
import type pg from 'pg';

export const sessionSecret = createHash('sha256').update('the bench signs its own').digest('hex');

/** Session ids of the bench: the number of the account follows. */
const idPrefix = 'bench-session-';

/** Accounts 1 to `count`, each with a session and a linked player in the default community. */
export async function seedPeople(owner: pg.Client, count: number): Promise<void> {
  await owner.query(
    `insert into accounts (issuer, subject, name, created_at)
     select 'bench', n, 'Bench ' || n, now() from generate_series(1, $1::int) n`,
    [count],
  );
  await seedPlayers(owner, 'default', 1, 0);
  await owner.query(
    `insert into sessions (id_hash, account_id, created_at, seen_at, expires_at)
     select encode(sha256(convert_to($1 || subject, 'UTF8')), 'hex'), id, now(), now(),
            now() + interval '30 days'
     from accounts where issuer = 'bench'`,
    [idPrefix],
  );
  await owner.query('analyze');
}

/** Makes `count` communities; account n plays in the one at place n % count. Answers their names. */
export async function seedCommunities(owner: pg.Client, count: number): Promise<string[]> {
  const names = Array.from({ length: count }, (_, place) => `bench-${count}-${place}`);
  await owner.query(
    `with made as (
       insert into communities (slug, name, zone)
       select made.slug, made.slug, c.zone from unnest($1::text[]) made (slug), communities c
       where c.slug = 'default'
       returning id, slug
     )
     insert into streams (name, community_id)
     select kind || slug, id from made, unnest('{grid:,roster:}'::text[]) as kind`,
    [names],
  );
  for (const [place, name] of names.entries()) await seedPlayers(owner, name, count, place);
  return names;
}

/** Links every account whose number leaves `remainder` when divided by `divisor`. */
async function seedPlayers(
  owner: pg.Client,
  community: string,
  divisor: number,
  remainder: number,
): Promise<void> {
  await owner.query(
    `insert into players (community_id, name, account_id, created_at)
     select c.id, a.name, a.id, now() from accounts a, communities c
     where a.issuer = 'bench' and c.slug = $1 and a.subject::int % $2::int = $3::int`,
    [community, divisor, remainder],
  );
}

/** Headers of the people `first` to `first + count - 1`. */
export const headersOf = (first: number, count: number): Record<string, string>[] =>
  Array.from({ length: count }, (_, i) => {
    const signed = `s:${sign(`${idPrefix}${first + i}`, sessionSecret)}`;
    return { Cookie: `muster=${encodeURIComponent(signed)}` };
  });
