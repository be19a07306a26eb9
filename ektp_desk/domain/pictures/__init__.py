"""What is taken of a person on this laptop: a photo, a signature, and when either is good enough."""
