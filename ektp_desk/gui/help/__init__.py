"""Help on the screen: what a place is for, its keys, and what people ask there."""
