"""What a list adds up to: villages, statuses, base figures."""
