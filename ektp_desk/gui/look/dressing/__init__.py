"""How Qt's own widgets and labels wear the look, and change it while they stand."""
