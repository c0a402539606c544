-- Up Migration

-- The language of who opened the feed. Whatever language Muster does not speak, it does not store.
alter table feeds add column language text not null default 'en';
alter table feeds alter column language drop default;

-- Down Migration

alter table feeds drop column language;
