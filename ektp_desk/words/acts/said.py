"""What one act says, as labelled rows and as one line."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from ektp_desk.domain.journal import bodies as b
from ektp_desk.domain.tickets import Number
from ektp_desk.words import _
from ektp_desk.words.acts.fields import LABELS, IdNames, field_word, source_word, written
from ektp_desk.words.acts.picked import as_read
from ektp_desk.words.outcomes import priority_word
from ektp_desk.words.sexes import sex_letter


class FieldWords(NamedTuple):
    """One field of an act in words; `field` is its name in code."""

    field: str
    label: str
    value: str


def rows(body: b.Body | None, names: IdNames) -> list[FieldWords]:
    """Fields that say nothing are left out."""
    if body is None:
        return []
    fields = [name for name in body.__struct_fields__ if name in LABELS]
    found = [FieldWords(name, field_word(name), _value(body, name, names)) for name in fields]
    return [said for said in found if said.value]


def _value(body: b.Body, name: str, names: IdNames) -> str:
    value = getattr(body, name)
    if isinstance(body, b.ClaimCorrected) and name in ("value", "was"):
        return written(body.field, value, names) or _("tidak diketahui")
    if isinstance(body, b.TicketIdentified) and name == "source":
        return source_word(value)
    return written(name, value, names)


def line(body: b.Body | None, names: IdNames) -> str:
    """Say an act's content in one line; empty when its title says all."""
    special = _LINES.get(type(body))
    if special is not None:
        return special(body, names)
    # A person's name says by itself whose it is: `Orang` before it would read as part of the name.
    parts = (s.value if s.field == "person" else f"{s.label}: {s.value}" for s in rows(body, names))
    return " · ".join(parts)


def _correction(body: b.ClaimCorrected, names: IdNames) -> str:
    was = written(body.field, body.was, names) or _("tidak diketahui")
    value = written(body.field, body.value, names) or _("tidak diketahui")
    words = _("dari {was} menjadi {value} · dasar: {ground}")
    said = words.format(was=was, value=value, ground=as_read(body.ground) or "–")
    return f"{said} · {witness_words(body.witness, names)}"


def witness_words(witness: str, names: IdNames) -> str:
    """Who stood beside a correction: `disaksikan Noh L.`; `witness` is a user's id, empty without one."""
    if not witness:
        return _("tanpa saksi")
    return _("disaksikan {name}").format(name=written("witness", witness, names))


def _reopened(body: b.TicketReopened, names: IdNames) -> str:
    was = ", ".join(
        part for part in (written(n, getattr(body, n), names) for n in ("outcome", "person")) if part
    )
    who = _("oleh petugasnya sendiri") if body.at_once else witness_words(body.witness, names)
    parts = (_("semula: {was}").format(was=was), as_read(body.reason), who)
    return " · ".join(part for part in parts if part)


def _reviewed(body: b.CorrectionReviewed | b.ReopeningReviewed, names: IdNames) -> str:
    return " · ".join(part for part in (written("verdict", body.verdict, names), body.note) if part)


def _absence(body: b.AbsenceExplained, names: IdNames) -> str:
    return " · ".join(part for part in (written("absence", body.absence, names), body.said_by) if part)


def _pair(body: b.PairSame | b.PairNotSame, names: IdNames) -> str:
    both = [written("person", person, names) for person in (body.first, body.second)]
    ground = _("dasar: {ground}").format(ground=as_read(body.ground)) if body.ground else ""
    return " · ".join(
        part for part in (_("{one} dan {other}").format(one=both[0], other=both[1]), ground) if part
    )


def _step(body: b.ModalitySet, names: IdNames) -> str:
    parts = [written("modality", body.modality, names), written("state", body.state, names)]
    parts += [as_read(body.reason), written("fingers", body.fingers, names)]
    return " · ".join(part for part in parts if part)


def _given(body: b.TicketGiven, names: IdNames) -> str:
    return f"{Number(body.letter, body.serial)} · {written('purpose', body.purpose, names)}"


def _parted(body: b.NumberParted, _names: IdNames) -> str:
    return _("kertas lainnya menjadi {numbers}").format(
        numbers=", ".join(_number(one.to) for one in body.moved)
    )


def _number(ticket: str) -> str:
    return ticket.rpartition(":")[2]


def _first(body: b.TicketPrioritised, _names: IdNames) -> str:
    return priority_word(body.reason) if body.reason else _("tidak lagi")


def _desk(body: Any, _names: IdNames) -> str:
    return _("meja {letter}").format(letter=body.desk) if body.desk else ""


def _recording(body: b.RecordingStarted, names: IdNames) -> str:
    parts = [
        body.name,
        sex_letter(body.sex),
        written("birth", body.birth, names),
        written("nik", body.nik, names),
    ]
    return " · ".join(part for part in parts if part)


_LINES: dict[type, Callable[[Any, IdNames], str]] = {
    b.ClaimCorrected: _correction,
    **dict.fromkeys((b.CorrectionReviewed, b.ReopeningReviewed), _reviewed),
    b.TicketReopened: _reopened,
    b.AbsenceExplained: _absence,
    b.PairSame: _pair,
    b.PairNotSame: _pair,
    b.ModalitySet: _step,
    b.TicketGiven: _given,
    b.RecordingStarted: _recording,
    b.NumberParted: _parted,
    b.TicketEntered: lambda body, _names: _("semula {number}").format(number=_number(body.origin)),
    b.TicketPrioritised: _first,
    b.StopPlaced: lambda body, _names: _("ke-{n}").format(n=body.place) if body.place else "",
    b.PurposeSet: lambda body, names: written("purpose", body.purpose, names),
    **dict.fromkeys((b.TicketCalled, b.TicketServed, b.TicketSkipped, b.TicketPutBack), _desk),
}
