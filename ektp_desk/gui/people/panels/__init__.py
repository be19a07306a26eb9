"""The cards that lie over F4: a correction, two who may be one, an erasure."""
