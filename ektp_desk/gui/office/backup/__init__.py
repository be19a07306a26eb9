"""Cadangan: how old the last backup is, and making another."""
