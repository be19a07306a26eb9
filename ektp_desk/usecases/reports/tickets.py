"""The names behind a visit's figures, whom to visit again, and the round of homes: made only on demand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from ektp_desk.domain.paper.figures import BySex
from ektp_desk.domain.paper.kinds import PaperKind
from ektp_desk.domain.paper.names import NameGroup, NameList, NamesRow, Part
from ektp_desk.domain.sought import still_sought
from ektp_desk.domain.tickets import GROUP_OF, Outcome, TicketGroup
from ektp_desk.usecases.queue.queries import Stop, home_round
from ektp_desk.usecases.reports.queries import NamedTicket, definitions, named_tickets, origin, repeats
from ektp_desk.usecases.reports.targets import masked, refusing_targets
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.shapes import Visit
from ektp_desk.usecases.visits.queries import the_visit, visit_place
from ektp_desk.words import N_, _
from ektp_desk.words.dates import long_date, plain_date
from ektp_desk.words.numbers import count
from ektp_desk.words.outcomes import group_word, outcome_word
from ektp_desk.words.paper.kinds import paper_name
from ektp_desk.words.paper.slip import to_bring
from ektp_desk.words.visit.gaps import Gap

# Who came and must be met again: for a named part, a paper, another day, or as nobody could serve them.
_AGAIN = (
    Outcome.RECORDING_INCOMPLETE,
    Outcome.NO_DOCUMENTS,
    Outcome.DATA_DIFFERS,
    Outcome.DEVICE_FAILURE,
    Outcome.POWER_OR_NETWORK,
    Outcome.OUT_OF_TIME,
    Outcome.CANNOT_TODAY,
    Outcome.RESCHEDULED,
    Outcome.LEFT,
    Outcome.UNDER_16,
    Outcome.REFUSED,
    Outcome.OTHER,
)


def names_behind(session: Session, visit: str) -> NameList:
    """Every number of a visit with its name, by the term of the equation; raises `visit.unknown`."""
    found = the_visit(session, visit)
    tickets = named_tickets(session, visit)
    groups = [
        _group(group_word(group), [t for t in tickets if _group_of(t) is group], _behind)
        for group in TicketGroup
    ]
    # Before the close they still wait; only at it their outcome is unclear.
    unclear = _("Menunggu") if found.closed_at is None else _("Belum jelas")
    groups.append(_group(unclear, [t for t in tickets if not t.outcome], _behind))
    return NameList(
        **_about(session, found),
        title=paper_name(PaperKind.NAMES),
        stem="nama-kunjungan",
        asks=(_("Memuat nama. Simpan terkunci; jangan difoto atau dikirim."),),
        columns=(Part.NUMBER, Part.NAME, Part.SEX, Part.YEAR, Part.NIK, Part.PLACE, Part.OUTCOME),
        groups=tuple(group for group in groups if group.rows),
        empty=_("Belum ada nomor pada kunjungan ini."),
        totals=((_("Diberi nomor"), count(len(tickets))),) if tickets else (),
    )


def visit_again(session: Session, visit: str) -> NameList:
    """Who must be met again, by reason; first whom a supervisor wants recorded anew, last who would not come.

    Raises `visit.unknown`.
    """
    found = the_visit(session, visit)
    notes = {row.number: row.note for row in repeats(session, visit)}
    tickets = [t for t in named_tickets(session, visit) if t.outcome in _AGAIN or t.number in notes]
    refusing = refusing_targets(session, visit)
    nameless = [t for t in tickets if not (t.name or t.sought)]
    missed = still_sought(named_tickets(session, visit))
    again = len(tickets) - len(nameless) + len(refusing.rows) + len(missed)
    missing = (Gap(N_("{n} nomor yang pergi sebelum ditanya namanya"), n=len(nameless)),) if nameless else ()
    return NameList(
        **_about(session, found, "repeats_of_visit"),
        title=paper_name(PaperKind.AGAIN),
        stem="kunjungan-ulang",
        asks=(_("Yang datang tetapi belum selesai, dan sasaran yang menolak direkam, menurut alasannya."),),
        columns=(Part.NUMBER, Part.NAME, Part.SEX, Part.YEAR, Part.PLACE, Part.DUSUN, Part.REASON, Part.TICK),
        groups=tuple(
            group for group in (*_by_reason(tickets, notes), _not_met(missed), refusing) if group.rows
        ),
        empty=_("Tidak ada yang harus dikunjungi ulang."),
        totals=((_("Dikunjungi ulang"), count(again)),) if tickets or again else (),
        missing=missing,
    )


def _by_reason(tickets: list[NamedTicket], notes: dict[str, str]) -> Iterator[NameGroup]:
    """Group whoever has a name; `notes` are the supervisor's, by number."""
    rejected = [t for t in tickets if t.number in notes and t.name]
    yield _group(_("Rekam ulang, kata supervisor"), rejected, lambda t: _rejected(t, notes[t.number]))
    for outcome in _AGAIN:
        found = [t for t in tickets if t.outcome == outcome and (t.name or t.sought)]
        yield _group(outcome_word(outcome), found, _again)


def _not_met(missed: list[NamedTicket]) -> NameGroup:
    """Whom a team went for and did not meet: sex and year are those of whoever has the number."""

    def row(ticket: NamedTicket) -> NamesRow:
        reason = _("di rumah itu dilayani {name}").format(name=ticket.name)
        who = {Part.NUMBER: ticket.number, Part.NAME: ticket.sought, Part.DUSUN: ticket.dusun}
        return NamesRow({**who, Part.REASON: reason})

    rows = tuple(row(ticket) for ticket in missed)
    return NameGroup(_("Dicari di rumah, belum bertemu"), rows, BySex(0, 0, len(rows)))


def _about(session: Session, visit: Visit, *queries: str) -> dict[str, Any]:
    return {
        "origin": origin(session, _("jurnal kunjungan di laptop ini")),
        "place": visit_place(session, visit),
        "place_code": visit.village,
        "when": long_date(date.fromisoformat(visit.day)),
        "definitions": definitions(session, "names_of_tickets", *queries),
    }


def _group_of(ticket: NamedTicket) -> TicketGroup | None:
    return GROUP_OF[Outcome(ticket.outcome)] if ticket.outcome in set(Outcome) else None


def _group(heading: str, tickets: Iterable[NamedTicket], row: Any) -> NameGroup:
    found = list(tickets)
    male, female = (sum(1 for t in found if t.sex == sex) for sex in ("L", "P"))
    return NameGroup(heading, tuple(row(t) for t in found), BySex(male, female, len(found) - male - female))


def _usual(ticket: NamedTicket) -> dict[Part, str]:
    return {
        Part.NUMBER: ticket.number,
        Part.NAME: ticket.name or ticket.sought or _("tak dikenal"),
        Part.SEX: ticket.sex,
        Part.YEAR: ticket.birth[:4],
        Part.NIK: masked(ticket.nik),
        Part.PLACE: "/".join(part for part in (ticket.rt, ticket.rw) if part),
        Part.DUSUN: ticket.dusun,
    }


def _behind(ticket: NamedTicket) -> NamesRow:
    known = ticket.outcome in set(Outcome)
    words = outcome_word(Outcome(ticket.outcome)) if known else ""
    return NamesRow(
        {**_usual(ticket), Part.OUTCOME: " · ".join(part for part in (words, *_said(ticket)) if part)}
    )


def _again(ticket: NamedTicket) -> NamesRow:
    bring = to_bring(Outcome(ticket.outcome))
    return NamesRow(
        {**_usual(ticket), Part.REASON: " · ".join(part for part in (*_said(ticket), bring) if part)}
    )


def _rejected(ticket: NamedTicket, note: str) -> NamesRow:
    return NamesRow({**_usual(ticket), Part.REASON: note or _("pengecualiannya tidak diterima")})


def _said(ticket: NamedTicket) -> tuple[str, str]:
    """The day to come again, which whoever goes there looks for first, and what was written."""
    if not ticket.day:
        return "", ticket.text
    on = _("kembali {day}").format(day=plain_date(date.fromisoformat(ticket.day)))
    return on.replace(" ", "\N{NO-BREAK SPACE}"), ticket.text


def homes_to_visit(session: Session, visit: str) -> NameList:
    """Those still to go to, in the order of the round; raises `visit.unknown`."""
    found = the_visit(session, visit)
    stops = home_round(session, visit)
    return NameList(
        origin=origin(session, _("jurnal kunjungan di laptop ini")),
        title=paper_name(PaperKind.HOMES),
        stem="kunjungan-rumah",
        place=visit_place(session, found),
        place_code=found.village,
        when=long_date(date.fromisoformat(found.day)),
        asks=(_("Menurut urutan jalan. Beri tanda pada rumah yang sudah didatangi; hasil dicatat di meja."),),
        columns=(Part.NUMBER, Part.NAME, Part.DUSUN, Part.PLACE, Part.ADDRESS, Part.CANNOT, Part.DONE),
        groups=(NameGroup("", tuple(_stop(stop) for stop in stops)),) if stops else (),
        empty=_("Tidak ada rumah yang masih perlu didatangi."),
        totals=((_("Rumah yang masih didatangi"), count(len(stops))),) if stops else (),
    )


def _stop(stop: Stop) -> NamesRow:
    where = (stop.address, stop.contact if stop.name else "")
    return NamesRow(
        {
            Part.NUMBER: stop.number,
            Part.NAME: stop.name or stop.contact or _("belum dikenali"),
            Part.DUSUN: stop.dusun,
            Part.PLACE: "/".join(part for part in (stop.rt, stop.rw) if part),
            Part.ADDRESS: " · ".join(part for part in where if part),
            Part.CANNOT: stop.cannot,
        }
    )
