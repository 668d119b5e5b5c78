"""Actions: what was agreed, by whom, until somebody says what came of it."""
