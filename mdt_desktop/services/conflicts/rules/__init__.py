"""One rule that spans records a file: which records breach it, and what mends that."""
