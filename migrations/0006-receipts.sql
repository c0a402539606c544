-- Up Migration

-- A key belongs to one stream: its answer is not repeated in another community. Until now there was one.
alter table receipts add column stream text not null default 'grid:default';
alter table receipts alter column stream drop default;

-- Down Migration

alter table receipts drop column stream;
