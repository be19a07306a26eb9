"""Passphrases as the desk gives and weighs them, and the words of which they are made."""

from __future__ import annotations

import secrets

from ektp_desk.domain.chance.passwords import is_weak, passphrase
from ektp_desk.settings import RESOURCES


def word_list() -> list[str]:
    """The 1,024 words of passphrases and recovery keys."""
    return (RESOURCES / "words" / "kata.txt").read_text(encoding="utf-8").split()


def new_passphrase() -> str:
    """Five random words: 50 bits."""
    return passphrase(word_list(), secrets.randbelow)


def passphrase_is_weak(text: str) -> bool:
    """Whether a passphrase that somebody chose is easier to guess than a given one."""
    return is_weak(text, word_list())
