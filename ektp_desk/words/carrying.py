"""What a card or stick brought and got, as window and command say it: each a sentence without its stop."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ektp_desk.domain.errors import EktpError
from ektp_desk.words import _
from ektp_desk.words.errors import sentence
from ektp_desk.words.numbers import count


def taken_words(events: int, files: int) -> str:
    """What was new on it."""
    words = _("{events} catatan dan {files} gambar baru diambil")
    return words.format(events=count(events), files=count(files))


def verdict_words(journals: int) -> str:
    """On how many journals an office desk's word came or went."""
    return _("tanda terima kantor untuk {n} jurnal").format(n=count(journals))


def packages_words(packages: int) -> str:
    """For how many visits it brought or got a package."""
    return _("paket {n} kunjungan").format(n=count(packages))


def withheld_words(packages: int) -> str:
    """Who is signed in may not give these."""
    words = _("Paket {n} kunjungan tidak ikut: supervisor atau ADB yang membawanya.")
    return words.format(n=count(packages))


def given_words(number: int, *, laptops: int, waiting: int) -> str:
    """A visit's package and who opens it; a kit's laptop is not known here before its own card came."""
    if not laptops and not waiting:
        return _("Paket {number}, belum ada laptop yang membukanya").format(number=number)
    if not laptops:
        return _("Paket {number} untuk laptop dari {kits} kit").format(number=number, kits=count(waiting))
    if not waiting:
        return _("Paket {number} untuk {laptops} laptop").format(number=number, laptops=count(laptops))
    words = _("Paket {number} untuk {laptops} laptop, dan {kits} kit yang menunggu")
    return words.format(number=number, laptops=count(laptops), kits=count(waiting))


def refused_lines(refused: Mapping[str, int], damaged: Sequence[str]) -> list[str]:
    """What was not taken and why, a line each; none where all was."""
    said = [
        f"{count(times)} × {sentence(EktpError(code, seq='?', number='?'))}"
        for code, times in sorted(refused.items())
    ]
    if damaged:
        said.append(_("Ada yang rusak di {names}; selebihnya diambil.").format(names=", ".join(damaged)))
    return said


def unlisted_words(runs: int) -> str:
    """What keeps an office desk from having erased words deleted elsewhere."""
    told = _(
        "{n} kiriman masih memuat yang dihapus. Daftar hapusnya menunggu sampai sisanya aman: "
        "dibuka di laptop kantor, dan ada di dua disk."
    )
    return told.format(n=count(runs))
