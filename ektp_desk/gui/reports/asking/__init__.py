"""What a paper is asked for with: which one, of what, its letter's text, and why its names are wanted."""
