-- Up Migration

-- Whose a receipt is: an account, or a part of Muster that speaks for a channel and has none.
alter table receipts rename to receipts_before;
alter index receipts_pkey rename to receipts_before_pkey;
alter index receipts_by_age rename to receipts_before_by_age;
create table receipts (
  -- 'account 123' or 'service discord'.
  owner text not null,
  key uuid not null,
  -- The stream that orders the command, or the community of one that changes none.
  stream text not null,
  command text not null,
  result jsonb not null,
  at timestamptz not null,
  account_id bigint generated always as
    (case when owner like 'account %' then substr(owner, 9)::bigint end) stored
    references accounts on delete cascade,
  primary key (owner, key)
);
create index receipts_by_age on receipts (at);
create index receipts_of_account on receipts (account_id);
grant select, insert, delete on receipts to muster_app;
-- What was answered is answered again, also over this change: under what orders each command now.
insert into receipts (owner, key, stream, command, result, at)
select 'account ' || account_id, key,
       case when command like 'identity:%' then replace(stream, 'grid:', 'roster:')
            when command like 'availability:feed%' then replace(stream, 'grid:', '')
            else stream end,
       command, result, at
from receipts_before;
drop table receipts_before;

-- Who plays in a community, and what everybody may know of its settings, is a stream beside the grid.
insert into streams (name, community_id) select 'roster:' || slug, id from communities;

-- Down Migration

delete from streams where name like 'roster:%';

drop table receipts;
create table receipts (
  account_id bigint not null references accounts on delete cascade,
  key uuid not null,
  command text not null,
  result jsonb not null,
  at timestamptz not null,
  stream text not null default 'grid:default',
  primary key (account_id, key)
);
create index receipts_by_age on receipts (at);
grant select, insert, delete on receipts to muster_app;
