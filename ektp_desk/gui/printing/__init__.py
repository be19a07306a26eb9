"""Paper from a printer: pages as pixels, which printer, and the slip that somebody takes home."""
