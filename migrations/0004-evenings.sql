-- Up Migration

create sequence entry_version;
grant usage on sequence entry_version to muster_app;

-- A window is two half hours on the community's clock; until at or before from is the next morning.
alter table entries
  add column window_from text check (window_from ~ '^([01][0-9]|2[0-3]):[03]0$'),
  add column window_until text check (window_until ~ '^([01][0-9]|2[0-3]):[03]0$'),
  add column note text check (char_length(note) between 1 and 80),
  -- Who set it for the player; null when the player did.
  add column set_by bigint references players on delete set null,
  -- Taken anew by every change, also after the entry was cleared: calendars order updates by it.
  add column version bigint not null default nextval('entry_version'),
  add constraint entries_window_whole check ((window_from is null) = (window_until is null)),
  add constraint entries_window_ends check (window_from <> window_until);
create index entries_by_setter on entries (set_by) where set_by is not null;

-- A player's usual week: a JSON list of seven, Monday first. No row where nothing is usual.
create table patterns (
  player_id bigint primary key references players on delete cascade,
  community_id bigint not null references communities on delete cascade,
  week jsonb not null
);
create index patterns_of_community on patterns (community_id);
grant select, insert, update, delete on patterns to muster_app;

-- Down Migration

drop table patterns;
drop index entries_by_setter;
alter table entries
  drop constraint entries_window_ends,
  drop constraint entries_window_whole,
  drop column version,
  drop column set_by,
  drop column note,
  drop column window_until,
  drop column window_from;
drop sequence entry_version;
