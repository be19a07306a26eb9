"""Loading a list: which file, how it was understood, and keeping it."""
