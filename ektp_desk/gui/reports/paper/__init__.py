"""A paper as it is read from the store, written as a file, and what was chosen for it the last time."""
