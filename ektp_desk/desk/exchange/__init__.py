"""What leaves this desk sealed, and what is taken in here: by card and stick."""
