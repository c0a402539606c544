-- Up Migration

-- Names a community in calendars all over the world, where ids of two installations would meet.
alter table communities add column calendar uuid not null default gen_random_uuid();

-- A feed shows the player whom the account is linked to; a new link replaces the row.
create table feeds (
  community_id bigint not null references communities on delete cascade,
  account_id bigint not null references accounts on delete cascade,
  -- The token comes of this and the server's secret: who reads the table alone cannot open a feed.
  nonce text not null,
  token_sha256 text not null constraint feeds_token_taken unique,
  opened_at timestamptz not null,
  primary key (community_id, account_id)
);
create index feeds_of_account on feeds (account_id);
grant select, insert, update, delete on feeds to muster_app;

-- Down Migration

drop table feeds;
alter table communities drop column calendar;
