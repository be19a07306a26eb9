"""What a person types or chooses with."""
