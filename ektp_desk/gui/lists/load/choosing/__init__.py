"""Which kind of list, and which files it stands in."""
