"""The huddle: plan it, prepare it, run it, show it to the room."""
