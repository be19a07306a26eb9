"""Targets of a visit who did not come."""
