-- Up Migration

create sequence entry_order;
grant usage on sequence entry_order to muster_app;

-- No row means no answer yet.
create table entries (
  community_id bigint not null references communities on delete cascade,
  day date not null,
  player_id bigint not null references players on delete cascade,
  status text not null check (status in ('LOOKING', 'AVAILABLE', 'MAYBE', 'NOT_PLAYING')),
  -- Grows with every change of status: the queue is LOOKING in this order.
  "order" bigint not null default nextval('entry_order'),
  set_at timestamptz not null,
  primary key (community_id, day, player_id)
);
create index entries_of_player on entries (player_id);
grant select, insert, update, delete on entries to muster_app;

-- A day becomes ready once, however many join in the same instant: the key forbids a second time.
create table ready_days (
  community_id bigint not null references communities on delete cascade,
  day date not null,
  at timestamptz not null,
  primary key (community_id, day)
);
grant select, insert on ready_days to muster_app;

-- Down Migration

drop table ready_days, entries;
drop sequence entry_order;
