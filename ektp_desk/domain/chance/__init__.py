"""What is made by chance: passphrases, recovery words, and people who do not exist."""
