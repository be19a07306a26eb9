"""The five steps, and the panels that open in their place."""
