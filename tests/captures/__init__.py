"""What this laptop takes of a person: measured, sealed, written, named, read back."""
