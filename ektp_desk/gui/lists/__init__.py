"""Loads a list from its files: what is chosen, how it was understood, what is kept."""
