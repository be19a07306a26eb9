"""F4, Orang: one person found, seen whole, corrected, joined, parted; and the lists of what to look at."""
