"""What a card or stick brought and got, as window and command say it."""

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


def retired_words(runs: int) -> str:
    """What an office desk is to do about runs that went from the hub before it joined."""
    words = _(
        "{n} kiriman lama, aman di laptop kantor lain, tidak lagi di hub: "
        "ambil dari tiap laptop dengan stik baru."
    )
    return words.format(n=count(runs))


def refused_lines(refused: Mapping[str, int], damaged: Sequence[str]) -> list[str]:
    """What was not taken and why, a line each; none where all was."""
    said = [
        f"{count(times)} × {sentence(EktpError(code, seq='?', number='?'))}"
        for code, times in sorted(refused.items())
    ]
    if damaged:
        said.append(_("Ada yang rusak di {names}; selebihnya diambil.").format(names=", ".join(damaged)))
    return said
