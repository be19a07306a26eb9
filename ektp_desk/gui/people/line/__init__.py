"""A person's line as it is drawn: newest above, the future dotted, what was taken back struck through."""
