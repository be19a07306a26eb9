"""Stories of one screen, told by keys."""
