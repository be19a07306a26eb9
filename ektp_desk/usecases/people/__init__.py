"""People: found, seen whole, corrected, joined and parted; nothing here is keyed by a NIK."""
