"""Whole days on the real window, by keys alone: each walk is one story of the field."""
