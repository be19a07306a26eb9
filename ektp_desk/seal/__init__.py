"""Keys and sealed bytes: the one folder that knows cryptography, and nothing of visits or people."""
