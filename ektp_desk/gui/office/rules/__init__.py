"""Aturan: what the office has set, by whom, and how it is set otherwise."""
