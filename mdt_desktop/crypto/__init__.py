"""Keys, envelopes and the vault: thin over libsodium. Knows nothing of records, stores or hubs."""
