-- Entries known by a snapshot whose bytes have not come yet have an empty envelope.
CREATE INDEX entry_to_come ON entry (space) WHERE envelope = x'';
