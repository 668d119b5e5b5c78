"""Minutes: which there are, their pages, and the ways they leave this computer."""
