-- Up Migration

-- Sessions as we ask for them. Whoever reads the table, or a backup of it, cannot sign in by it.
create temporary table carried on commit drop as
  select encode(sha256(convert_to(sid, 'UTF8')), 'hex') as id_hash, account_id,
         least(now(), expire - interval '30 days') as seen_at, expire as expires_at
  from sessions where account_id is not null;
drop table sessions;
create table sessions (
  -- SHA-256 of the id; the id itself stands in the cookie alone.
  id_hash text primary key
    constraint sessions_id_is_a_hash check (id_hash ~ '^[0-9a-f]{64}$'),
  account_id bigint not null references accounts on delete cascade,
  created_at timestamptz not null,
  -- To the hour: when a page was last opened.
  seen_at timestamptz not null,
  expires_at timestamptz not null,
  -- What the browser called itself when it signed in; null when it did not say.
  user_agent text constraint sessions_user_agent_is_short check (length(user_agent) <= 256)
);
create index sessions_of_account on sessions (account_id);
create index sessions_by_expiry on sessions (expires_at);
grant select, insert, update, delete on sessions to muster_app;

-- When a carried session began is not known: when it was seen last is the earliest that is.
insert into sessions (id_hash, account_id, created_at, seen_at, expires_at)
select id_hash, account_id, seen_at, seen_at, expires_at from carried;

-- Down Migration

-- Ids cannot be made from hashes again: everybody is signed out.
drop table sessions;
create table sessions (
  sid text primary key,
  sess json not null,
  expire timestamptz not null,
  account_id bigint generated always as ((sess ->> 'account')::bigint) stored
    references accounts on delete cascade
);
create index sessions_of_account on sessions (account_id);
create index sessions_by_expiry on sessions (expire);
grant select, insert, update, delete on sessions to muster_app;
