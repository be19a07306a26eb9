"""What goes on paper, in words."""
