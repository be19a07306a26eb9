"""The cards that may lie over the queue."""
