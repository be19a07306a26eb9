"""What leaves a desk: its forms, a second reader of them, and whatever somebody may do to them on the way."""
