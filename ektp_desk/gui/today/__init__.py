"""F1 Hari ini: one sentence answers the day, and what needs a look is one key away."""
