-- Up Migration

-- The server runs as muster_app, which owns nothing; every table says what it may do.
-- Whoever runs the migrations owns the tables. Roles belong to the whole cluster, hence the check.
do $$
begin
  if not exists (select from pg_roles where rolname = 'muster_app') then
    create role muster_app nologin;
  end if;
end
$$;

grant usage on schema public to muster_app;

create table communities (
  id bigint generated always as identity primary key,
  slug text not null constraint communities_slug_taken unique,
  name text not null,
  zone text not null,
  threshold integer not null default 6 check (threshold between 1 and 100),
  committed text[] not null default '{LOOKING}'
    check (committed <@ '{LOOKING,AVAILABLE,MAYBE}' and cardinality(committed) > 0),
  roster text not null default 'open' check (roster in ('open', 'closed')),
  -- The date the grid has turned to. Null until the first command after the community was made.
  today date
);
grant select, update on communities to muster_app;

-- The zone of the database is the zone of the machine it was made on: the best first guess.
insert into communities (slug, name, zone)
select 'default', 'Muster', case when zone ~ '^[A-Z][A-Za-z]+/[A-Za-z_/-]+$' then zone else 'UTC' end
from current_setting('TimeZone') as zone;

create table accounts (
  id bigint generated always as identity primary key,
  issuer text not null,
  subject text not null,
  name text not null,
  created_at timestamptz not null,
  constraint accounts_identity_taken unique (issuer, subject)
);
grant select, insert, update, delete on accounts to muster_app;

create table players (
  id bigint generated always as identity primary key,
  community_id bigint not null references communities on delete cascade,
  name text not null,
  -- Who plays as this player; null while unclaimed.
  account_id bigint references accounts on delete set null,
  created_at timestamptz not null,
  constraint players_one_per_account unique (community_id, account_id)
);
create unique index players_name_taken on players (community_id, lower(name));
create index players_of_account on players (account_id);
grant select, insert, update, delete on players to muster_app;

-- Being a member needs no row: it comes with a player.
create table roles (
  community_id bigint not null references communities on delete cascade,
  account_id bigint not null references accounts on delete cascade,
  role text not null check (role in ('promoter', 'admin')),
  primary key (community_id, account_id, role)
);
create index roles_of_account on roles (account_id);
grant select, insert, delete on roles to muster_app;

-- The shape that connect-pg-simple reads and writes; account_id is ours.
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

-- One sign-in under way: single use, deleted by the callback that redeems it.
create table sign_ins (
  state text primary key,
  -- Ties the sign-in to the browser that began it.
  browser text not null,
  nonce text not null,
  verifier text not null,
  return_to text not null,
  origin text not null,
  expires_at timestamptz not null
);
create index sign_ins_by_expiry on sign_ins (expires_at);
grant select, insert, delete on sign_ins to muster_app;

create table audit (
  id bigint generated always as identity primary key,
  community_id bigint references communities on delete cascade,
  account_id bigint references accounts on delete set null,
  action text not null,
  subject text not null,
  before jsonb,
  after jsonb,
  at timestamptz not null
);
create index audit_newest on audit (community_id, id desc);
grant select, insert on audit to muster_app;

-- Down Migration

drop table audit, sign_ins, sessions, roles, players, accounts, communities;
revoke usage on schema public from muster_app;
