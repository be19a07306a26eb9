"""What a card or stick brought and got, a sentence each, as window and command say it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from ektp_desk.domain.errors import EktpError
from ektp_desk.usecases.laptops.courier import CarrierExport, CarrierImport
from ektp_desk.words import N_, _
from ektp_desk.words.carrying import taken_words
from ektp_desk.words.errors import sentence
from ektp_desk.words.numbers import count

T = TypeVar("T")
Table = tuple[tuple[Callable[[T], int], str], ...]  # a number, and what is said where it is not 0

_BROUGHT: Table[CarrierImport] = (
    (lambda found: found.verdicts, N_("Tanda terima kantor untuk {n} jurnal diambil.")),
    (lambda found: found.opened.whole, N_("{n} gambar dibuka dan utuh.")),
    (
        lambda found: found.opened.wrong,
        N_("{n} gambar rusak: laptopnya diberi tahu lewat tanda terima. Minta orangnya difoto lagi."),
    ),
    (
        lambda found: found.opened.missing,
        N_("{n} gambar belum sampai di sini, atau berubah di disk. Ambil kartu laptopnya sekali lagi."),
    ),
    (lambda found: found.opened.waiting, N_("{n} gambar menunggu ADB masuk: hanya kunci kantor membukanya.")),
    (lambda found: found.removed.files, N_("{n} gambar yang aman di kantor dihapus dari laptop ini.")),
    (
        lambda found: found.dropped,
        N_("{n} kiriman atau gambar dihapus kantor: dilewati, dan dibuang dari kartu atau stik itu."),
    ),
    (
        lambda found: found.undropped,
        N_("{n} di antaranya masih ada di sana: kartu atau stik itu penuh, terkunci, atau rusak."),
    ),
    (lambda found: found.others, N_("{n} kiriman untuk meja lain dilewati.")),
)
_GOT: Table[CarrierExport] = (
    (lambda done: done.verdicts, N_("Tanda terima kantor untuk {n} jurnal disalin.")),
    (lambda done: done.withheld, N_("Paket {n} kunjungan tidak ikut: supervisor atau ADB yang membawanya.")),
    (
        lambda done: done.unlisted,
        N_(
            "{n} kiriman masih memuat yang dihapus. Daftar hapusnya menunggu sampai sisanya aman: "
            "dibuka di laptop kantor, dan ada di dua disk."
        ),
    ),
)


def brought_lines(found: CarrierImport, visits: Sequence[str] = ()) -> list[str]:
    """What came from a card or stick, a sentence each; packages by their `visits` where these are known."""
    said = [f"{taken_words(found.events, found.files)}."]
    said += [_("Paket {visit} diambil.").format(visit=visit) for visit in visits]
    if found.packages and not visits:
        said.append(_("{n} paket kantor diambil.").format(n=count(found.packages)))
    return said + _said(_BROUGHT, found)


def got_lines(done: CarrierExport, visits: Sequence[str] = ()) -> list[str]:
    """What a card or stick got, a sentence each."""
    told = _("{runs} kiriman dan {files} gambar disalin dan dibaca kembali.")
    said = [told.format(runs=count(done.runs), files=count(done.files))]
    said += [_("Paket {visit} disalin.").format(visit=visit) for visit in visits]
    if done.packages and not visits:
        said.append(_("Paket {n} kunjungan disalin.").format(n=count(done.packages)))
    said += _said(_GOT, done)
    return [*said, sentence(EktpError("capture.lacking", count=done.lacking))] if done.lacking else said


def _said(table: Table[T], of: T) -> list[str]:
    return [_(words).format(n=count(n)) for number, words in table if (n := number(of))]
