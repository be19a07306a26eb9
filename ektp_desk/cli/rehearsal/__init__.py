"""A whole visit without a screen: import, numbers, record, crash, close, papers, checks."""
