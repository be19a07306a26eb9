"""A visit on the real window, listened to as a screen reader does: over AT-SPI, on an X server of its own."""
