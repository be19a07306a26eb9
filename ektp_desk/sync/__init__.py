"""Carrying packs: cards and sticks. What is in them is `wire/`'s, and what becomes of it the desk's."""
