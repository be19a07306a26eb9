"""Who may do what in the office, and how its rules hold."""
