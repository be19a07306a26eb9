"""Stories of Kantor, told by keys."""
