"""What a sheet's rows are, by the kind of list: persons, or regions with figures."""
