"""How this laptop's screen is: theme, letters, language; remembered, and the same for whoever signs in."""
