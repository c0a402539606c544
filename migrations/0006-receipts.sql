-- Up Migration

-- A key belongs to one stream: its answer is not repeated in another community. Until now there was
-- one. The default serves nodes of the version before, which go on beside this one for a while.
alter table receipts add column stream text not null default 'grid:default';

-- Down Migration

alter table receipts drop column stream;
