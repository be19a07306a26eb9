"""The data folder before anybody signs in: its lock, its files, what stands in the way."""
