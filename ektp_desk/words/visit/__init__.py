"""What a visit is called, and whether a laptop is ready for it."""
