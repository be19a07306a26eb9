"""How a file was understood, shown before anything is kept."""
