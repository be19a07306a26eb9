"""Stores of one office at several places: what they hand one another, and what becomes of it."""
