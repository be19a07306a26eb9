"""The hub's page: how it stands, for a browser in the office. No script, no picture, nobody's name."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from mako.template import Template

from ektp_desk.domain.hub import ROOM, HubStanding, LaptopAtHub
from ektp_desk.domain.places import Zone
from ektp_desk.words import _
from ektp_desk.words.dates import clock, long_date
from ektp_desk.words.hub import (
    asked_words,
    copies_words,
    held_words,
    is_near,
    journal_words,
    kept_words,
    lacking_words,
    local,
    scrub_words,
    summary_words,
)
from ektp_desk.words.language.spoken import officially
from ektp_desk.words.laptops import laptop_kind
from ektp_desk.words.numbers import count, size_words

_HERE = Path(__file__).parent
_STYLE = (_HERE / "page.css").read_text(encoding="utf-8")
_STYLE_DIGEST = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()
PAGE_HEADERS = {  # a browser loads the page's own style, and nothing else
    "Content-Security-Policy": (
        f"default-src 'none'; style-src 'sha256-{_STYLE_DIGEST}'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}
_ZONES = {zone.utc_offset_minutes: zone.name for zone in Zone}


@dataclass(frozen=True, slots=True)
class PageTile:
    """A figure, what it is, and a remark below."""

    figure: str
    what: str
    about: str
    tone: str = ""


@dataclass(frozen=True, slots=True)
class PageRow:
    """A laptop's line."""

    number: str
    kind: str
    asked: str
    is_near: bool
    journals: tuple[str, ...]
    lacks: tuple[str, ...]
    held: str


@cache
def _template() -> Template:
    source = (_HERE / "page.html").read_text(encoding="utf-8")  # its head escapes each value
    return Template(source)  # type: ignore[no-untyped-call]  # noqa: S702  Mako ships no types


@officially
def page(standing: HubStanding) -> str:
    """The page, in the office's language."""
    summary, tone = summary_words(standing)
    return str(
        _template().render(  # type: ignore[no-untyped-call]  # Mako ships no types
            style=_STYLE,
            title=_("Hub kantor"),
            about=_("Kotak surat laptop registrasi. Halaman ini tidak memuat nama, NIK, atau isi rekaman."),
            summary=summary,
            tone=tone,
            tiles=_tiles(standing),
            laptops_title=_("Laptop"),
            heads=(_("Laptop"), _("Terdengar"), _("Diterima"), _("Kurang"), _("Ditahan")),
            rows=[_row(one, standing) for one in standing.laptops],
            nobody=_("Belum ada laptop yang dikenal: laptop kantor memperkenalkannya pada putaran pertama."),
            facts_title=_("Keadaan"),
            facts=_facts(standing),
            code=standing.code,
            code_about=_("Kode hub. Sama dengan yang tampil di ektp-desk: Kantor, Hub."),
        )
    )


def _tiles(standing: HubStanding) -> list[PageTile]:
    now = local(standing.at, standing.offset)
    near = sum(is_near(one, standing) for one in standing.laptops)
    zone = _ZONES.get(standing.offset, "UTC")
    heard = _("{n} dari {all}").format(n=count(near), all=count(len(standing.laptops)))
    tight = "bad" if standing.free < ROOM else "warn" if standing.free < 4 * ROOM else ""
    return [
        PageTile(clock(now), _("jam hub, {zone}").format(zone=zone), long_date(now.date())),
        PageTile(heard, _("laptop terdengar"), _("24 jam terakhir")),
        PageTile(count(standing.entries), _("kiriman disimpan"), kept_words(standing)),
        PageTile(size_words(standing.free), _("disk bebas"), _("di mesin hub"), tight),
    ]


def _row(one: LaptopAtHub, standing: HubStanding) -> PageRow:
    kind = _("dicabut") if one.is_revoked else laptop_kind("office" if one.is_office else "")
    return PageRow(
        one.number,
        kind,
        asked_words(one, standing),
        is_near(one, standing),
        tuple(journal_words(journal, one.number) for journal in one.journals),
        tuple(filter(None, map(lacking_words, one.journals))),
        held_words(one.held) if one.held else "",
    )


def _facts(standing: HubStanding) -> list[tuple[str, str]]:
    since = local(standing.since, standing.offset)
    started = _("{day}, {time}").format(day=long_date(since.date()), time=clock(since))
    return [
        (_("Salinan"), copies_words(standing)),
        (_("Baca ulang"), scrub_words(standing)),
        (_("Ditahan"), count(standing.held)),
        (_("Hidup sejak"), started),
        (_("Masa sejak"), long_date(datetime.fromtimestamp(standing.epoch, UTC).date())),
    ]
