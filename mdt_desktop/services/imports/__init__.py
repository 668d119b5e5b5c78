"""Case lists from files: open, match, check, take, take back."""
