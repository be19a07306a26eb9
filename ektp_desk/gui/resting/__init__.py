"""What the window does while nobody presses a key."""
