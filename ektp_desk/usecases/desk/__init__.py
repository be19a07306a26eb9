"""The desk itself: how its day begins, and how far its work got."""
