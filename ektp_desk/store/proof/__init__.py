"""Proving the store: every event against its chain, every row against its fold."""
