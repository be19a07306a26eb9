"""What F3 does: the parts of its presenter, each for one stage of the work."""
