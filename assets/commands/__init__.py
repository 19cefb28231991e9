"""The commands of the command line, one module each; `assets.cli` puts them together.

Belongs here: what a command takes, what it says, and what it hands to a function of another room.  Keep out: SQL, and
whatever is worth calling without a terminal.
"""
