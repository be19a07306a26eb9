"""The report as paper: read from the store, drawn as pixels, written as a file, sent to a printer."""
