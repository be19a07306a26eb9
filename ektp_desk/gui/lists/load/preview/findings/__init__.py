"""What was wrong or odd in a list: by kind in cards, row by row in a table."""
