"""Is all well: the machine, the folder and the journal looked at, nothing changed."""
