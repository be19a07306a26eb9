"""How the desk looks: colours, sizes, letters, icons and drawn marks; no widget that acts."""
