"""Refusals and warnings of list files."""

from __future__ import annotations

LISTS: dict[str, str] = {}
