"""The panels in which this laptop takes a photo and a signature itself."""
