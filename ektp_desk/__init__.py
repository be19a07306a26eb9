"""The civil registry's desk for recording e-KTP where there is no network."""
