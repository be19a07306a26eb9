"""Asking the store: queries by their names, and people while somebody types."""
