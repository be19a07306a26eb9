"""What the window does when the program, the laptop or the disk goes wrong."""
