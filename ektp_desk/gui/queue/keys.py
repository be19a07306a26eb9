"""The letters that stand for the same thing wherever the queue asks for it."""

from __future__ import annotations

from ektp_desk.domain.tickets import Purpose

PURPOSE_KEYS = {Purpose.RECORD: "N", Purpose.FETCH_CARD: "K", Purpose.QUESTION: "A"}
"""What somebody came for: below the list and on a number's card; with Alt where something is typed.

A bare digit or letter beside a choice went into the box that held the focus. On Windows Alt with a digit of
the number pad types a sign: digits are meant to be those above the letters.
"""
