"""Papers made before a visit that name nobody: numbers to cut out, and the letter with the office's text."""

from __future__ import annotations

import re
from datetime import date

from ektp_desk.domain.paper.before import Letter, NumberSheets, check_numbers
from ektp_desk.usecases.admin.queries import policy_as_set
from ektp_desk.usecases.reports.queries import letterhead, origin
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.shapes import Visit
from ektp_desk.usecases.visits.queries import the_visit, visit_place, visit_title
from ektp_desk.words import _, officially
from ektp_desk.words.dates import long_date

INVITATION = "invitation"  # the rule that holds the letter's text
LONGEST = 4000
HOLE = re.compile(r"\{([^{}]*)\}")


def number_sheets(session: Session, visit: str, *, letter: str, first: int, last: int) -> NumberSheets:
    """The numbers of one desk to cut out.

    Raises `visit.unknown`, `desk.bad_letter`, `numbers.bad_range`.
    """
    found = the_visit(session, visit)
    check_numbers(letter, first, last)
    day = date.fromisoformat(found.day)
    return NumberSheets(letterhead(session), visit_title(session, found), day, letter, first, last)


def invitation_text(session: Session) -> str:
    """As the office has it, with its holes."""
    said = policy_as_set(session.store, INVITATION)
    return usual_text() if said is None else said


@officially
def usual_text() -> str:
    """What holds until the office writes its own."""
    return "\n".join(
        (
            _("Kepada Yth. {kepada}"),
            _("Dengan hormat,"),
            _("Kami akan melayani perekaman KTP-el di {tempat} pada:"),
            _("- Hari: {hari}"),
            _("- Jam: {jam}"),
            _(
                "Mohon warga yang berumur 16 tahun ke atas dan belum pernah merekam diberi tahu agar datang "
                "sendiri dengan membawa {bawa}. Tanpa biaya."
            ),
            _("Yang tua, sakit atau tidak dapat berjalan dapat kami datangi di rumah; mohon didaftarkan."),
            _("Atas bantuan Bapak/Ibu kami ucapkan terima kasih."),
        )
    )


def holes() -> tuple[str, ...]:
    """Name what may stand between braces in the text."""
    return ("kepada", "tempat", "hari", "jam", "bawa")


def letter(session: Session, visit: str) -> Letter:
    """Raises `visit.unknown`."""
    found = the_visit(session, visit)
    near, day = visit_title(session, found), date.fromisoformat(found.day)
    filled = {
        "kepada": _addressed(found, near),
        "tempat": visit_place(session, found),
        "hari": long_date(day),
        "jam": _hours(found, session.office.zone),
        "bawa": _("Kartu Keluarga asli"),
    }
    text = HOLE.sub(lambda hole: filled.get(hole[1], hole[0]), invitation_text(session))
    paragraphs = tuple(line.strip() for line in text.splitlines() if line.strip())
    signed = _("Kepala Dinas Kependudukan dan Pencatatan Sipil")
    return Letter(origin(session, _("rencana kunjungan")), near, day, paragraphs, signed)


def _hours(visit: Visit, zone: str) -> str:
    if not visit.opening_hour:
        return _("sampai {hour} {zone}").format(hour=visit.closing_hour, zone=zone)
    return f"{visit.opening_hour}–{visit.closing_hour} {zone}"


def _addressed(visit: Visit, place: str) -> str:
    if visit.of_village:
        return _("Kepala {place} di tempat").format(place=place)
    return _("Pimpinan {place} di tempat").format(place=place)
