"""Kata sandi saya: a new passphrase for oneself."""
