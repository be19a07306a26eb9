"""Kantor: who may sign in, the office's rules, its backups, and one's own passphrase."""
