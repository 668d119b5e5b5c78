"""The encrypted store: log, merge, projection, search. The only way a change becomes true."""
