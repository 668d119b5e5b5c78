"""Close: what is still missing, the read-back, and the signature."""
