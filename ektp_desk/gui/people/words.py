"""What F4 says of people, of what stands on their line, and of what sources claim."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from ektp_desk.domain.lists.values.statuses import SiakStatus
from ektp_desk.gui.kit import Cell, Note
from ektp_desk.gui.kit.shapes import Shape
from ektp_desk.gui.kit.tokens import is_small
from ektp_desk.usecases.people.claims import Claim
from ektp_desk.usecases.people.facts import PersonRow
from ektp_desk.usecases.people.proposals import Proposal, Reason
from ektp_desk.usecases.people.queries import Source
from ektp_desk.usecases.people.timeline import Ahead, AheadKind, Done, Entry, Named, Status, Timeline
from ektp_desk.words import N_, _
from ektp_desk.words.acts import IdNames, line, title, witness_words
from ektp_desk.words.acts.fields import written
from ektp_desk.words.acts.picked import as_read
from ektp_desk.words.dates import clock, digits_date, plain_date
from ektp_desk.words.lists import kind_of_list
from ektp_desk.words.numbers import count
from ektp_desk.words.sexes import sex_letter
from ektp_desk.words.statuses import status_word

_READY = (SiakStatus.PRINT_READY_RECORD, SiakStatus.CARD_ISSUED)
_SOURCES = {Source.DESK: N_("di meja"), Source.CORRECTION: N_("koreksi")}
_REASONS = {Reason.NIK: N_("NIK sama"), Reason.NAME: N_("nama mirip")}


def siak_word(status: str) -> str:
    """The ministry's; one that only its system knows stands as it is."""
    return _("SIAK: {status}").format(status=status_word(status) or status)


def status_note(status: Status) -> tuple[Note, str]:
    """And as of when from where."""
    mention = status.mention
    shape = Shape.FINISHED if mention.siak_status in _READY else Shape.UNDER_WAY
    as_of = digits_date(date.fromisoformat(mention.as_of))
    about = _("{source} {day}").format(day=as_of, source=as_read(mention.source) or mention.list_name)
    return Note(shape, siak_word(mention.siak_status)), about


def reason_word(reason: Reason) -> str:
    return _(_REASONS[reason])


def near_note(near: Sequence[Proposal], *, may_join: bool) -> Note | None:
    """Who else may be the same, and the key that compares them."""
    if not near:
        return None
    first, n = near[0], count(len(near))
    why = reason_word(first.reason)
    if first.other.recorded_at is not None:
        why = _("{why}, sudah direkam").format(why=why)
    said = _("Mungkin sama: {name} ({why})").format(name=first.other.name or "–", why=why)
    if len(near) > 1:
        said = _("{n} orang mungkin sama, mis. {name} ({why})").format(n=n, name=first.other.name, why=why)
    short = _("{n} orang mungkin sama").format(n=n)
    if may_join:
        said, short = _("{said} · [G] membandingkan").format(said=said), _("{said} · [G]").format(said=short)
    return Note(Shape.LOOK, said, short)


def person_cell(row: PersonRow) -> Cell:
    return Cell(row.person.name, _about_row(row), bold=True)


def _about_row(row: PersonRow) -> str:
    """Say who it is and why they stand there: `P · 2002 · Noebesi · 530232520302****`.

    The small form has the birth date instead of year and number, which would be cut there.
    """
    if row.joined:
        return _("sudah satu orang")
    why = reason_word(row.reason) if row.reason else _("tanpa usulan") if row.unproposed else ""
    if row.other is not None:
        return _("{why}: {name}").format(why=why, name=row.other.name or "–")
    if row.found and row.found.also:
        why = _("juga {name}").format(name=row.found.also)
    like = _("mirip") if row.found and row.found.near else ""
    person = row.person
    nik = written("nik", person.nik, IdNames())
    born, nik = (written("birth", person.birth, IdNames()), "") if is_small() else (person.birth[:4], nik)
    parts = (like, why, sex_letter(person.sex), born, row.village, nik)
    return " · ".join(part for part in parts if part)


def state_cell(row: PersonRow) -> Cell:
    """What is known of who was found: recorded, several persons, something to decide."""
    found = row.found
    if found is None:
        return Cell("")
    recorded = found.person.recorded_at
    first = _("direkam") if recorded else ""
    joined = _("{n} orang").format(n=found.together) if found.together > 1 else ""
    second = joined or (f"{recorded:%d-%m-%y}" if recorded else "")  # one of them: the column is narrow
    if found.to_decide:
        return Cell(_("putuskan"), first or joined, Shape.LOOK)
    return Cell(first, second, Shape.DONE) if recorded else Cell(joined, _("belum direkam"))


def claim_source(claim: Claim, names: IdNames | None = None) -> str:
    """Who and when: `SIAK, 25-03-2019`; with names also who corrected it, and who stood beside it."""
    who = claim.where if claim.source is Source.LIST else _(_SOURCES[claim.source])
    parts = [who, digits_date(claim.day), as_read(claim.ground)]
    if names is not None:
        parts.append(names.users.get(claim.by, ""))
        if claim.source is Source.CORRECTION:
            parts += [witness_words(claim.witness, names), written("verdict", claim.verdict, names)]
    return " · ".join(part for part in parts if part)


def when_word(entry: Entry, today: date) -> str:
    """`02-04 16.59`, with its year when that is another; of what lies ahead its day."""
    if isinstance(entry, Ahead):
        return digits_date(entry.day) if entry.day else _("sesudah ini")
    day = f"{entry.at:%d-%m}" if entry.at.year == today.year else f"{entry.at:%d-%m-%y}"
    return f"{day} {clock(entry.at)}"


def title_word(entry: Entry) -> str:
    if isinstance(entry, Done):
        return title(entry.body)
    if isinstance(entry, Named):
        kind = kind_of_list(entry.mention.kind)
        return _("Ada di daftar {kind}").format(kind=kind)
    if isinstance(entry, Status):
        return siak_word(entry.mention.siak_status)
    words = {
        AheadKind.MAY_BE_RECORDED: N_("Berumur 16 tahun: boleh direkam"),
        AheadKind.CARD_ALLOWED: N_("Berumur 17 tahun: kartu boleh dicetak"),
        AheadKind.CARD_TO_COME: N_("Kartu dicetak, lalu diserahkan"),
    }
    return _(words[entry.kind])


def about_word(entry: Entry, shown: Timeline) -> str:
    """What an act said, who took it back, from which list and row."""
    if isinstance(entry, Done):
        return _about_act(entry, shown)
    if isinstance(entry, Ahead):
        return _("menunggu SIAK menyatakan siap cetak") if entry.day is None else _("menurut tanggal lahir")
    mention = entry.mention
    as_of = plain_date(date.fromisoformat(mention.as_of))
    words = _("{list}, baris {row} · keadaan {day} · {source}")
    return words.format(
        list=mention.list_name, row=mention.row, day=as_of, source=as_read(mention.source) or "–"
    )


def _about_act(entry: Done, shown: Timeline) -> str:
    if entry.undone is not None:
        at = f"{digits_date(entry.undone.at.date())} {clock(entry.undone.at)}"
        undone = _("dibatalkan {name}, {at}").format(name=entry.undone.by or "–", at=at)
        return " · ".join(part for part in (undone, line(entry.body, shown.names)) if part)
    parts = [entry.number, line(entry.body, shown.names), entry.village, entry.by]
    return " · ".join(part for part in parts if part)


def shape_of(entry: Entry) -> Shape:
    """Hollow ahead, ministry's half, own acts full."""
    if isinstance(entry, Ahead):
        return Shape.WAITING
    if isinstance(entry, Status):
        return Shape.FINISHED if entry.mention.siak_status in _READY else Shape.UNDER_WAY
    if isinstance(entry, Named):
        return Shape.CALLED
    return Shape.WRONG if entry.undone is not None else Shape.CALLED
