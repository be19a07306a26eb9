"""Today's people as rows: who was found, who has not come; and the chosen one whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ektp_desk.domain.people import age_on
from ektp_desk.domain.tickets import TicketState
from ektp_desk.gui.kit import Card, Cell, Column, Elided, ListTable, Marked, Note, hairline
from ektp_desk.gui.kit.act import Acts
from ektp_desk.gui.kit.cards import stacked
from ektp_desk.gui.kit.labels import PersonName
from ektp_desk.gui.kit.shapes import Shape
from ektp_desk.gui.kit.ticket_table import state_cell
from ektp_desk.gui.kit.tokens import is_small
from ektp_desk.gui.kit.words import nik_words, person_line, short_person_line
from ektp_desk.usecases.queue.today import DayPerson, PersonSection
from ektp_desk.words import _
from ektp_desk.words.dates import digits_date
from ektp_desk.words.numbers import count
from ektp_desk.words.outcomes import outcome_word
from ektp_desk.words.sexes import sex_letter, sexes_title
from ektp_desk.words.visit.absences import absence_word


@dataclass(frozen=True, slots=True)
class SectionRow:
    """The line above those of one section; it cannot be chosen."""

    section: PersonSection
    people: int

    @property
    def key(self) -> str:
        return f"section:{self.section}"


PersonRow = DayPerson | SectionRow


def people_table(today: date, *, name: str, accessible_name: str, days: bool = False) -> ListTable[PersonRow]:
    """Make a list of people, empty; ages are those of `today`. `days`: some were recorded, on a day."""
    columns: tuple[Column[PersonRow], ...] = (
        Column(_("Nama"), _name),
        Column(sexes_title(), _sex, width=52, small=38),
        Column(_("Lahir"), lambda row: _born(row, today), width=150, small=134 if days else 126),
        Column(_("RT, dusun"), where, width=176, small=81),
        Column(_("Tanda"), mark, width=190, small=172 if days else 152),
    )
    return ListTable(
        columns,
        lambda row: row.key,
        name=name,
        accessible_name=accessible_name,
        heads=lambda row: isinstance(row, SectionRow),
    )


def in_sections(found: Sequence[DayPerson]) -> list[PersonRow]:
    """With a line above each section's people."""
    rows: list[PersonRow] = []
    for section in PersonSection:
        people = [one for one in found if one.section is section]
        rows += [SectionRow(section, len(people)), *people] if people else []
    return rows


def _name(row: PersonRow) -> Cell | str:
    if isinstance(row, SectionRow):
        words = {
            PersonSection.TARGETS: _("Sasaran kunjungan ini"),
            PersonSection.SOUGHT: _("Dicari di rumah, belum bertemu"),
            PersonSection.QUEUE: _("Punya nomor, bukan sasaran"),
            PersonSection.REGISTER: _("Register, di luar daftar kunjungan"),
        }
        return Cell(f"{words[row.section]} · {count(row.people)}")
    near = " · " + _("mirip") if row.near else ""
    return Cell((row.name or _("belum dikenali")) + near, italic=not row.name, end=near)


def _sex(row: PersonRow) -> str:
    if isinstance(row, SectionRow):
        return ""
    sex = row.person.sex if row.person else row.ticket.sex if row.ticket else ""
    return sex_letter(sex)


def _born(row: PersonRow, today: date) -> str:
    if isinstance(row, SectionRow) or row.person is None or not row.person.birth:
        return ""
    born = date.fromisoformat(row.person.birth)
    return _("{date} · {age} th").format(date=digits_date(born), age=age_on(born, today))


def where(row: PersonRow) -> str:
    """`RT 003 · Dusun II`, a pupil's class, or the village of who lives elsewhere."""
    if isinstance(row, SectionRow) or row.person is None:
        return ""
    person = row.person
    rt = f"RT {person.rt}" if person.rt else ""
    return person.rombel or " · ".join(
        part for part in (row.village or rt, rt if row.village else person.dusun) if part
    )


def mark(row: PersonRow) -> Cell:
    """How somebody stands today: the one thing that is looked at before they are given a number."""
    if isinstance(row, SectionRow):
        return Cell("")
    ticket = row.ticket
    if row.missed is not None:
        return Cell(_("dicari · {number}").format(number=row.missed.number), shape=Shape.LOOK)
    if ticket is not None and ticket.state is TicketState.ENDED and ticket.outcome is not None:
        words = outcome_word(ticket.outcome, short=True).lower()
        return Cell(f"{words} · {ticket.number}", shape=Shape.DONE)
    if ticket is not None:
        state = state_cell(ticket)
        words = _("di rumah") if ticket.home else state.text
        return Cell(f"{words} · {ticket.number}", shape=state.shape, bold=state.bold)
    if row.person is not None and row.person.recorded_at is not None:
        day = digits_date(row.person.recorded_at.date())
        return Cell(_("direkam {day}").format(day=day), shape=Shape.DONE)
    if row.absence:
        return Cell(absence_word(row.absence).lower(), shape=Shape.NONE)
    if row.target:
        return Cell(_("belum datang"), shape=Shape.WAITING)
    return Cell(_("bukan sasaran"), shape=Shape.NONE)


class DayPersonCard(Card):
    """The chosen one: who it is, how they stand, and the number that they get."""

    def __init__(self, acts: Acts) -> None:
        super().__init__(gap=3 if is_small() else 8, name="day_person")
        self.name = PersonName()
        self._line, self._where = Elided("", "body"), Elided("", "help")
        self._nik, self._mark = Elided("", "help"), Marked(Note(Shape.NONE, ""), "strong")
        self.stack(self.name, self._line, self._mark, hairline(), self._where, self._nik, None)
        self._where.setVisible(not is_small())  # where it is said behind the NIK
        self._newcomer = stacked(acts.button("person_number", kind="blue", large=True))
        go = acts.button("queue_go", kind="blue", large=True, name="person_go")
        self._known = stacked(go, acts.button("person_number", name="person_number_more"), gap=6)
        self._missed = stacked(acts.button("person_home", kind="blue", large=True, name="person_home_again"))
        self.stack(self._newcomer, self._known, self._missed)
        self._home = stacked(acts.button("person_home"))
        rest = ("person_absent", "person_settled", "person_new", "person_open")
        self.stack(acts.button("person_now"), self._home, *(acts.button(id_) for id_ in rest))

    def show_person(self, row: DayPerson | None, today: date) -> None:
        """None while nobody is chosen."""
        self.name.set_text((row.name or _("Belum dikenali")) if row else _("Belum ada yang dipilih"))
        person = row.person if row else None
        line = person_line(person, row.village if row else "", today) if person else ""
        self._line.set_text(line, short=short_person_line(person, today) if person else "")
        place = (person.dusun, person.rombel, person.address) if person else ()
        nik = nik_words(person.nik, whole=False) if person else ""
        self._where.set_text(" · ".join(filter(None, place)))
        self._nik.set_text(" · ".join(filter(None, (nik, *place))) if is_small() else nik)
        known = row is not None and row.is_known
        missed = row is not None and row.missed is not None
        for part, is_shown in ((self._missed, missed), (self._home, not missed)):
            part.setVisible(is_shown)
        self._newcomer.setVisible(not (known or missed))
        self._known.setVisible(known)
        cell = mark(row) if row else Cell("")
        self._mark.show_note(Note(cell.shape or Shape.NONE, cell.text))
        self._mark.setVisible(row is not None)

    def shown(self) -> tuple[str, str]:
        """The name, and how they stand."""
        return self.name.text(), self._mark.accessibleName()
