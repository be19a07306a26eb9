"""Words that need more than a label: what they do when they do not fit."""
