"""The manual in the window: its chapters at the left, the chosen one at the right."""
