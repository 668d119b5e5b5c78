"""One function for each thing a user does: the only door to the data for the window and the command line.

Every function takes a `Session` first, asks the domain for the changes, commits them as one intent and
answers with what the caller shows. Functions whose names say what is read change nothing.
"""
