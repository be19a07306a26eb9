"""One module per measured act; each gives the pairs of ours and its floor."""
