"""F3: who stands at the desk, and what was taken of them on the ministry's kit."""
