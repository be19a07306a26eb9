"""Draws every paper empty, usual and long, every page: `python -m tests.screens.papers [FOLDER] [NAME…]`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

import pypdfium2
from PIL import Image

from ektp_desk.desk.printing import ReportlabPapers
from ektp_desk.domain.paper.figures import BySex
from ektp_desk.domain.paper.kinds import PaperKind
from ektp_desk.domain.paper.names import NameGroup, NameList, NamesRow, Part
from ektp_desk.domain.paper.slip import SlipForm
from ektp_desk.words.paper.kinds import paper_name
from tests.reports import facts
from tests.reports import papers as made

_DPI, _ACROSS, _GAP = 60, 4, 8
_PLACE = "Kampung Persiapan Tumbang Titi Baru Selatan, Distrik Pegunungan Arfak Utara Selatan Tengah"
_FIRST = (Part.NUMBER, Part.NAME, Part.SEX, Part.YEAR)
_COLUMNS = {
    PaperKind.NAMES: (*_FIRST, Part.NIK, Part.PLACE, Part.OUTCOME),
    PaperKind.AGAIN: (*_FIRST, Part.PLACE, Part.DUSUN, Part.REASON, Part.TICK),
    PaperKind.ABSENT: (*_FIRST[1:], Part.NIK, Part.DUSUN, Part.PLACE, Part.SAID_BY),
    PaperKind.HOMES: (Part.NUMBER, Part.NAME, Part.DUSUN, Part.PLACE, Part.ADDRESS, Part.CANNOT, Part.DONE),
    PaperKind.SCHOOL_LIST: (Part.NAME, Part.SEX, Part.YEAR, Part.AGE, Part.NIK, Part.NOTE, Part.TICK),
}  # fmt: skip
_CELLS = {
    Part.AGE: "16, 17 saat memilih",
    Part.OUTCOME: "Rekaman belum lengkap: sidik jari",
    Part.REASON: "Dokumen tidak dibawa: Kartu Keluarga asli, akta kelahiran",
    Part.ADDRESS: "rumah kedua sesudah gereja, dekat mata air · 0812-9000-0001",
    Part.SAID_BY: "kepala dusun",
    Part.CANNOT: "tidak dapat berjalan",
}


def named(kind: PaperKind, count: int, *, name: str = "Contoh Nomor") -> NameList:
    """A paper that names `count` invented people, in three groups."""
    rows = tuple(
        NamesRow({**_CELLS, **row.cells, Part.NUMBER: f"A{at:03d}"})
        for at, row in enumerate(made.people(count, name=name), start=1)
    )
    third = -(-count // 3) or 1
    parts = [rows[start : start + third] for start in range(0, count, third)]
    return replace(
        made.village_list(0),
        title=paper_name(kind),
        columns=_COLUMNS[kind],
        groups=tuple(
            NameGroup(f"Kelompok {at}", part, BySex(len(part) // 2, len(part) - len(part) // 2))
            for at, part in enumerate(parts, start=1)
        ),
        totals=(("Jumlah orang", str(count)),) if count else (),
    )


def papers() -> dict[str, Callable[[], bytes]]:
    """Each paper by its name, drawn when it is called."""
    paper = ReportlabPapers()
    whole: dict[str, object] = {
        "visit-empty": facts.empty_day(), "visit-open": facts.open_day(), "visit": facts.defined_day(),
        "visit-long": facts.long_day(), "served-empty": made.served(0), "served": made.served(),
        "served-long": made.served(120, place=_PLACE), "school-empty": made.school(0),
        "safety-empty": made.safety(0), "safety": made.safety(), "safety-long": made.safety(60, place=_PLACE),
        "school": made.school(),
        "school-long": made.school(60, rombel="XII Teknik Komputer dan Jaringan Unggulan"),
        "kades-empty": made.village_list(0), "kades": made.village_list(),
        "kades-long": made.village_list(400, name=made.LONG), "numbers": made.numbers(24),
        "numbers-long": made.numbers(200, place=_PLACE), "letter": made.letter(),
        "breach": made.breach(), "breach-long": made.breach(60), "breach-open": made.breach(0, revoked=False),
        "letter-long": replace(made.letter(), paragraphs=made.letter().paragraphs * 6),
    }  # fmt: skip
    for kind in _COLUMNS:
        whole[f"{kind}-empty"], whole[str(kind)] = named(kind, 0), named(kind, 24)
        whole[f"{kind}-long"] = named(kind, 300, name=made.LONG)
    found: dict[str, Callable[[], bytes]] = {name: partial(paper.pdf, each) for name, each in whole.items()}
    for form in SlipForm:
        found[f"slip-{form}"] = partial(paper.slip, made.slip(), form)
        found[f"slip-{form}-again"] = partial(paper.slip, made.slip(recorded=False), form)
        found[f"slip-{form}-long"] = partial(paper.slip, made.slip(name=made.LONG), form)
    found["kit"] = partial(paper.pdf, facts.kit())
    return {**found, "recovery": partial(paper.recovery_page, facts.recovery()), "manual": paper.manual}


def draw(pdf: bytes, path: Path) -> int:
    """Lay every page on one sheet; give how many there are."""
    document = pypdfium2.PdfDocument(pdf)  # type: ignore[no-untyped-call]  # pypdfium2 types few
    pages = [page.render(scale=_DPI / 72).to_pil() for page in document]
    wide, high = max(p.width for p in pages) + _GAP, max(p.height for p in pages) + _GAP
    across = min(_ACROSS, len(pages))
    sheet = Image.new("RGB", (across * wide + _GAP, -(-len(pages) // across) * high + _GAP), "#5A6670")
    for at, page in enumerate(pages):
        sheet.paste(page, (at % across * wide + _GAP, at // across * high + _GAP))
    sheet.save(path)
    return len(pages)


def draw_papers(out: Path, names: Sequence[str] = ()) -> None:
    """Draw the papers whose names hold one of these parts (or all), as PDF and as a sheet of their pages."""
    out.mkdir(parents=True, exist_ok=True)
    for name, made_of in papers().items():
        if not names or any(part in name for part in names):
            pdf = made_of()
            (out / f"{name}.pdf").write_bytes(pdf)
            pages = draw(pdf, out / f"{name}.png")
            sys.stdout.write(f"{out / name}.png: {pages} pages\n")


def main() -> None:
    """Draw the papers that were asked for."""
    parser = argparse.ArgumentParser(prog="python -m tests.screens.papers")
    parser.add_argument("out", nargs="?", type=Path, default=Path("build/screens/papers"))
    parser.add_argument("names", nargs="*", help="parts of the names of papers")
    asked = parser.parse_args()
    draw_papers(asked.out, asked.names)


if __name__ == "__main__":
    main()
