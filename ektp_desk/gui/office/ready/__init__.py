"""Is this laptop ready for a visit: yes or not yet, with what to do."""
