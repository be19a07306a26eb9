"""What an office may decide for itself."""
