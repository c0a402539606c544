-- Up Migration

-- The language of who opened the feed. The default serves nodes of the version before.
alter table feeds add column language text not null default 'en';

-- Down Migration

alter table feeds drop column language;
