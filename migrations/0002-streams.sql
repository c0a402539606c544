-- Up Migration

-- One row per live stream. Whoever changes what the stream shows holds this row's lock.
create table streams (
  name text primary key,
  community_id bigint not null references communities on delete cascade,
  revision bigint not null default 0
) with (fillfactor = 50);
create index streams_of_community on streams (community_id);
grant select, insert, update on streams to muster_app;

insert into streams (name, community_id) select 'grid:' || slug, id from communities;

-- What a command with this key answered. A client that lost the acknowledgement asks again.
create table receipts (
  account_id bigint not null references accounts on delete cascade,
  key uuid not null,
  command text not null,
  result jsonb not null,
  at timestamptz not null,
  primary key (account_id, key)
);
create index receipts_by_age on receipts (at);
grant select, insert, delete on receipts to muster_app;

-- Down Migration

drop table receipts, streams;
