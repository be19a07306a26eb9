"""The laptops of a visit's team."""
