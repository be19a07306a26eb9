"""Contact sheets: every screen, empty, full and in error, to look at. Run by `poe screens`."""
