"""What the acts of the preview are called: each with a short word for narrow places.

Apart from the table of acts, which is as long as a reader can hold.
"""

from __future__ import annotations

from ektp_desk.domain.lists.meanings import ListKind, Meaning
from ektp_desk.usecases.lists.columns import MeaningChoice
from ektp_desk.usecases.lists.preview_words import ListPreview, PreviewWords
from ektp_desk.words import _
from ektp_desk.words.lists import near_date
from ektp_desk.words.numbers import count


def load_words(found: PreviewWords) -> tuple[str, str]:
    if not found.accepted:
        return _("Tidak ada yang dapat dimuat"), _("Tidak ada baris")
    some = _("Muat {n} wilayah") if found.kind is ListKind.DKB else _("Muat {n} baris")
    return some.format(n=count(found.accepted)), ""


def save_words(found: PreviewWords) -> tuple[str, str]:
    whole = _("Simpan {n} baris yang ditolak")
    if found.refused_listed < found.refused:  # more than an import lists
        whole = _("Simpan {n} pertama yang ditolak")
    listed = count(found.refused_listed)
    return whole.format(n=listed), _("Simpan {n} ditolak").format(n=listed)


def take_words(choice: MeaningChoice | None, now: Meaning) -> tuple[str, str]:
    """Words for taking a choice where a column means something `now`."""
    if choice is None:
        return _("Tidak ada arti dengan huruf itu"), _("Arti tidak ada")
    if choice.meaning is now:
        return _("Tetap {meaning}").format(meaning=choice.word), _("Tetap")
    if choice.meaning is Meaning.IGNORED:
        return _("Jangan ambil kolom ini"), _("Jangan ambil")
    return _("Jadikan {meaning}").format(meaning=choice.word), choice.word


def origin_words(seen: ListPreview) -> str:
    """Whose understanding of the columns this is; empty where they were guessed."""
    if seen.wanted.corrected:
        return _("Arti kolom diubah; diingat untuk susunan ini begitu daftar dimuat")
    if not seen.remembered:
        return ""
    latest = max(seen.remembered, key=lambda one: one.on)
    return _("Diatur seperti {day} oleh {name}").format(day=near_date(latest.on, seen.today), name=latest.by)
