"""The line that is typed instead of a form: read as it is typed, said back in chips, taken with Enter."""
