"""What keeps recordings from being safe, in the words of F7 and of its paper."""

from __future__ import annotations

from collections.abc import Sequence

from ektp_desk.domain.safety import CopyStanding, SafetyCounts
from ektp_desk.words import N_, _
from ektp_desk.words.numbers import count

_COPIES = {
    CopyStanding.SECOND: N_("Ada di disk lain dan sudah dibaca kembali: itulah salinan kedua."),
    CopyStanding.SAME_DISK: N_(
        "Cadangan terakhir bukan salinan kedua: ada di disk yang sama dengan kantor ini. "
        "Buat satu ke stik atau disk lain."
    ),
    CopyStanding.UNNAMED_DISK: N_(
        "Cadangan terakhir bukan salinan kedua: sistem tidak menyebut disknya, seperti pada folder jaringan. "
        "Buat satu ke stik atau disk USB."
    ),
    CopyStanding.UNNAMED_DESK: N_(
        "Cadangan tidak dihitung sebagai salinan kedua: sistem tidak menyebut disk laptop ini. "
        "Yang dihitung hanya laptop kantor kedua (Ctrl+K, Laptop)."
    ),
}


def copy_words(standing: CopyStanding) -> str:
    """Whether an office desk's backup is a second copy, and if not why, and what to do."""
    return _(_COPIES[standing])


def lacking(counts: SafetyCounts, gaps: Sequence[str], *, at_office: bool) -> list[str]:
    """What keeps a laptop's recordings from being safe; a dash for nothing."""
    said = [_("kurang {stretch}").format(stretch=stretch) for stretch in gaps]
    unheard = counts.recorded - counts.heard
    if at_office and unheard > 0:
        said.append(_("{n} belum diperiksa").format(n=count(unheard)))
    elif unheard == counts.recorded and counts.unsafe:
        said.append(_("semua; belum terdengar kantor"))
    elif unheard > 0:
        said.append(_("{n} belum terdengar kantor").format(n=count(unheard)))
    for n, words in (
        (counts.spoilt, _("{n} gambarnya rusak")),
        (counts.unopened, _("{n} belum dibuka kantor")),
        (counts.one_copy, _("{n} hanya di satu disk")),
    ):
        if n:
            said.append(words.format(n=count(n)))
    return said if said and (counts.unsafe or gaps) else ["–"]
