"""Puts the parts together by hand: folders, keys, store, anchor, paper, and who signs in."""
