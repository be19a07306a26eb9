"""Which languages there are, which one is spoken now, and how a translation counts; holds no sentence."""
