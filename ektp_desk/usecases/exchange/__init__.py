"""What goes between the laptops of an office, and what of it is safe."""
