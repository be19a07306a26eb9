"""What stands on paper, as plain facts: counted elsewhere, drawn by `reports/`."""
