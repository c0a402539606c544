/** Owns the curves: what a change costs as history, members who do not look, and communities grow. */

import type { Product } from '../contestants/product.ts';
import { seedCommunities } from '../contestants/seed.ts';
import { openStage, publishers, type Stage } from '../contestants/stage.ts';
import type { Figures } from '../figures.ts';
import type { Options } from '../options.ts';

const rate = 16;
const drainMs = 5_000;

export async function measureGrowth(
  product: Product,
  figures: Figures,
  options: Options,
): Promise<void> {
  const { entries, members, communities } = options;
  const alone = async (what: string, size: number): Promise<void> => {
    await product.owner.query('vacuum analyze');
    const stage = await openStage(product);
    await stage.gather(100);
    await measure(stage, what, size, figures, options);
  };
  for (const size of communities) {
    const stage = await openCommunities(product, size);
    await measure(stage, 'communities', size, figures, options);
  }
  for (const size of entries) {
    await storeHistory(product, size);
    await alone('stored entries', size);
  }
  for (const size of members) {
    await addMembers(product, size);
    await alone('members who do not look', size);
  }
}

async function measure(
  stage: Stage,
  what: string,
  size: number,
  figures: Figures,
  { repetitions, steadySeconds }: Options,
): Promise<void> {
  try {
    await stage.run({ rate, seconds: 2, drainMs });
    for (let i = 0; i < repetitions; i++) {
      const run = await stage.run({ rate, seconds: steadySeconds, drainMs });
      const cpu = run.serverCpuUs / run.commands;
      figures.add(`CPU per change by ${what}`, stage.name, size, 'µs', cpu);
      figures.add(`p50 by ${what}`, stage.name, size, 'ms', run.p50);
    }
  } finally {
    await stage.close();
  }
}

/** All publishers and ten times as many viewers, spread evenly over `count` communities. */
async function openCommunities(product: Product, count: number): Promise<Stage> {
  const names = await seedCommunities(product.owner, count);
  // Account n belongs to the community n % count; publishers are 1 to 100, viewers follow.
  const of = <T>(people: readonly T[], place: number): T[] =>
    people.filter((_, i) => (i + 1) % count === place);
  const crews = names.map((community, place) => {
    const publisherHeaders = of(product.publisherHeaders, place);
    return { community, publishers: publishers / count, publisherHeaders };
  });
  const stage = await openStage(product, crews);
  for (const place of names.keys()) {
    const headers = of(product.viewerHeaders, place);
    await stage.gather(Math.min(headers.length, (10 * publishers) / count), place, headers);
  }
  return stage;
}

/** Entries of past days, the same of every player, until there are about `size`. */
const storeHistory = ({ owner }: Product, size: number) =>
  owner.query(
    `with roster as (
       select p.id, p.community_id, count(*) over () as players
       from players p join communities c on c.id = p.community_id where c.slug = 'default'
     )
     insert into entries (community_id, day, player_id, status, set_at)
     select community_id, current_date - day::int, id, 'AVAILABLE', now()
     from roster, generate_series(1, ceil($1::int / players::numeric)) day
     on conflict do nothing`,
    [size],
  );

/** Unlinked players beside those of the bench. */
const addMembers = ({ owner }: Product, size: number) =>
  owner.query(
    `insert into players (community_id, name, created_at)
     select c.id, 'Sleeper ' || n, now() from communities c, generate_series(1, $1::int) n
     where c.slug = 'default' on conflict do nothing`,
    [size],
  );
