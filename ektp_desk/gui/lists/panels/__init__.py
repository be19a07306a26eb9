"""What stands at the right: the chosen visit, the chosen list, or the plan of a new visit."""
