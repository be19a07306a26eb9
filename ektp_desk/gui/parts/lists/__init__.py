"""Lists that open below a field."""
