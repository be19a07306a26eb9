"""Cameras, pictures and ink, without window or store."""
