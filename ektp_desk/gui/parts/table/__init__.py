"""The list of rows that a screen is made around."""
