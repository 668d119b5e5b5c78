-- Entries without effect are few, and counted after every sync.
CREATE INDEX entry_without_effect ON entry (space) WHERE effect = 0;
