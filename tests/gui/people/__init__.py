"""Screens of people and of what waits for a decision, as a person at the keyboard meets them."""
