"""This week: the page the window opens with."""
