"""What a merge leaves for people: which conflicts are asked, which rules it broke. Pure (docs/sync.md)."""
