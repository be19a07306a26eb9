"""The pages of a laptop without an office: a kit, a backup, or an office of its own."""
