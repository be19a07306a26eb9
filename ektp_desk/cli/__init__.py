"""The commands: each reads its words, calls a use case, and writes one result."""
