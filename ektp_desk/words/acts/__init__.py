"""Acts in words, for a timeline and for two versions side by side; what an act means is not decided here."""

from ektp_desk.words.acts.fields import IdNames, field_word
from ektp_desk.words.acts.said import line, rows, witness_words
from ektp_desk.words.acts.titles import kind_title, title

__all__ = ["IdNames", "field_word", "kind_title", "line", "rows", "title", "witness_words"]
