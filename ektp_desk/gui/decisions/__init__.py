"""Perlu diputuskan: versions that did not see each other, side by side, and the decisions taken so far."""
