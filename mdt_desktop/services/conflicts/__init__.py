"""What people settle after a merge: fields in conflict, rules that it broke, entries set aside."""
