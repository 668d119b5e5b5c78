"""Import a case list: choose a file, match its columns, check its people, take them, take them back."""
