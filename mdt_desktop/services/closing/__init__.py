"""Close a huddle: gaps, read-back, signature."""
