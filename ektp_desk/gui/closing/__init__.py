"""Tutup hari: the day's equation as a picture, what is still unclear, and the signature."""
