"""Words that a person picks and the journal keeps: in Indonesian there, in the user's language on the screen.

A journal speaks one language whoever wrote it, or a reason would be counted twice and a paper would mix two.
What somebody writes in their own words stays as it was written.

These words are read by who stands at the desk: they name what cannot be taken, never an illness, and a person
as the law does (UU 8/2016: *penyandang disabilitas*), without its kind, which nobody at the desk needs.
"""

from __future__ import annotations

from ektp_desk.domain.recordings import Modality
from ektp_desk.words import N_, _

REASONS = {
    Modality.PHOTO: (N_("alat rusak"), N_("penyandang disabilitas"), N_("luka di wajah")),
    Modality.SIGNATURE: (N_("tidak bisa menulis"), N_("tangan luka"), N_("penyandang disabilitas")),
    Modality.FINGERS: (N_("luka atau perban"), N_("jari tidak lengkap"), N_("sidik aus")),
    Modality.IRISES: (N_("katarak atau lensa"), N_("mata sakit"), N_("penyandang disabilitas")),
    Modality.MATCH: (N_("telunjuk luka"), N_("sidik aus"), N_("jari tidak lengkap")),
}
GROUNDS = (
    N_("KK"),
    N_("Akta lahir"),
    N_("Ijazah"),
    N_("Surat nikah"),
    N_("Keterangan desa"),
    N_("KTP lama"),
)
SOURCES = (N_("SIAK/ADB"), N_("Desa"), N_("Sekolah"), N_("KPU"), N_("Kemendagri"), N_("Lain"))
_ALL = frozenset((*(word for words in REASONS.values() for word in words), *GROUNDS, *SOURCES))


_BEFORE = {"gangguan jiwa": "penyandang disabilitas"}  # as an earlier release kept it


def as_read(word: str) -> str:
    """A kept word as the user reads it: a name that hurts, which older journals keep, as the law's."""
    now = _BEFORE.get(word, word)
    return _(now) if now in _ALL else now


def as_kept(said: str) -> str:
    """What the journal keeps of what the user picked or wrote."""
    return next((word for word in _ALL if _(word) == said), said)
