"""Figures drawn: bars from zero, the equation of a day, the ladder of safety."""
