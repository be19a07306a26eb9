"""The number display: a second window for the hall, with numbers and desks only, and a chime on each call."""
