"""What a hub says of itself and of the laptops that it knows, as its page and the window show it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta, timezone

from ektp_desk.domain.hub import ROOM, ROOM_FOR_RUNS, CopyState, HeardOfJournal, HubStanding, LaptopAtHub
from ektp_desk.words import N_, _
from ektp_desk.words.dates import clock, clock_of, short_date
from ektp_desk.words.numbers import NONE, count, size_words

_HELD = {"device.revoked": N_("dari laptop dicabut")}
_KEPT_APART = N_("sebab lain")
_SOON = timedelta(hours=24)


def local(at: str, offset: int) -> datetime:
    """A moment that a hub told, by the wall clock of its zone."""
    return datetime.fromisoformat(at).astimezone(timezone(timedelta(minutes=offset)))


def span_words(spans: Iterable[tuple[int, int]]) -> str:
    """`1–1.240, 1.260`."""
    return ", ".join(count(first) + (f"–{count(last)}" if last > first else "") for first, last in spans)


def journal_words(journal: HeardOfJournal, number: str) -> str:
    """`03/b 1–1.240`: up to where all of it came, and what came behind a gap."""
    label = journal.label or _("{number}, jurnal baru").format(number=number)
    whole = (journal.heard[0][0], journal.heard[-1][1]) if journal.heard else None
    return f"{label} {span_words([whole])}" if whole else label


def lacking_parts(journal: HeardOfJournal) -> list[str]:
    """`117–119`, `3 gambar`; none where nothing is known to lack."""
    parts = [span_words(journal.gaps)] if journal.gaps else []
    return [*parts, _("{n} gambar").format(n=count(journal.missing))] if journal.missing else parts


def lacking_words(journal: HeardOfJournal) -> str:
    """`kurang 117–119, 3 gambar`, or empty."""
    parts = lacking_parts(journal)
    return _("kurang {what}").format(what=", ".join(parts)) if parts else ""


def reasons_words(held: Mapping[str, int]) -> str:
    """Why what is kept apart does not count."""
    return ", ".join(dict.fromkeys(_(_HELD.get(code, _KEPT_APART)) for code in sorted(held)))


def held_words(held: Mapping[str, int]) -> str:
    """`3 dari laptop dicabut`."""
    return f"{count(sum(held.values()))} {reasons_words(held)}"


def asked_words(laptop: LaptopAtHub, standing: HubStanding) -> str:
    """When it came last, within ten minutes."""
    hour, day = asked_parts(laptop, standing)
    return f"{day}, {hour}" if day else hour


def asked_parts(laptop: LaptopAtHub, standing: HubStanding) -> tuple[str, str]:
    """The hour, and the day unless that is today."""
    if not laptop.asked:
        return _("belum pernah"), ""
    at, now = local(laptop.asked, standing.offset), local(standing.at, standing.offset)
    return clock(at), short_date(at.date()) if at.date() != now.date() else ""


def is_near(laptop: LaptopAtHub, standing: HubStanding) -> bool:
    """Whether it came within a day."""
    if not laptop.asked:
        return False
    return datetime.fromisoformat(standing.at) - datetime.fromisoformat(laptop.asked) < _SOON


def room_words(free: int) -> str:
    """What the free room means; empty where there is enough."""
    if free < ROOM_FOR_RUNS:
        return _("disk penuh: tidak ada yang diterima")
    if free < ROOM:
        return _("disk hampir penuh: gambar tidak diterima")
    return ""


def copies_words(standing: HubStanding) -> str:
    """Where all of it lies; what stands in the way of a second copy that was asked for."""
    match standing.copy:
        case CopyState.AWAY:
            return _("satu; disk salinan tidak terpasang")
        case CopyState.FULL:
            return _("satu; disk salinan penuh, {n} paket belum disalin").format(n=count(standing.uncopied))
        case CopyState.BEHIND:
            return _("satu; {n} paket belum disalin").format(n=count(standing.uncopied))
        case CopyState.SAME_DISK:
            return _("satu; tempat salinan itu di disk hub sendiri")
    if standing.copies < 2:
        return _("satu saja, di disk hub")
    return _("{n}, di disk lain juga").format(n=count(standing.copies))


def scrub_words(standing: HubStanding) -> str:
    """When all of it was read back last, and what that found."""
    if not standing.scrubbed:
        return _("belum pernah")
    now = local(standing.at, standing.offset)
    at = clock_of(local(standing.scrubbed, standing.offset), now.date())
    return _("{at}, {n} rusak").format(at=at, n=count(standing.damaged))


def kept_words(standing: HubStanding) -> str:
    """How much it keeps."""
    return size_words(standing.size) if standing.entries else NONE


def summary_words(standing: HubStanding) -> tuple[str, str]:
    """The one thing to know of it, and its tone: `bad`, `warn`, `ok` or, of an empty one, `none`."""
    if room := room_words(standing.free):
        return room, "bad" if standing.free < ROOM_FOR_RUNS else "warn"
    if standing.damaged:
        return _("{n} kiriman rusak di disk").format(n=count(standing.damaged)), "bad"
    if standing.copy in (CopyState.AWAY, CopyState.FULL, CopyState.SAME_DISK):
        return copies_words(standing), "warn"
    short = sum(not one.is_whole for one in standing.laptops)
    if short:
        return _("{n} laptop kurang").format(n=count(short)), "warn"
    if not standing.entries:
        return _("belum ada kiriman"), "none"
    return _("tidak ada yang kurang"), "ok"
