"""Records, vocabularies, state machines and rules: pure functions and frozen classes."""
