"""F2 Antrean: who waits at the left, what this desk does now at the right."""
