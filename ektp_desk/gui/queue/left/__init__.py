"""The left side of the queue: figures, the list, where numbers are given, and the equation."""
