"""What F4 asks the store at one go, and the rows it makes of the answers; writes nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from ektp_desk.domain.lists.standing import ListState
from ektp_desk.domain.people import CLAIMED
from ektp_desk.gui.people.joining import Both, Side
from ektp_desk.gui.people.left import MOST, Line
from ektp_desk.gui.people.words import about_row, reason_word, state_of
from ektp_desk.usecases.lists.queries import lists
from ektp_desk.usecases.people.proposals import Proposal, all_proposals, proposals, unjoined
from ektp_desk.usecases.people.queries import Found, cluster_of, clusters_of, find, shown_people, shown_person
from ektp_desk.usecases.people.timeline import Timeline, person_line
from ektp_desk.usecases.places import village_name
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.shapes import Person
from ektp_desk.words import _
from ektp_desk.words.acts import Names, field_word
from ektp_desk.words.acts.fields import written


@dataclass(frozen=True, slots=True, repr=False)
class Alike:
    """Those alike so far, and where the next look begins; None when all were looked through."""

    lines: tuple[Line, ...]
    after: str | None


@dataclass(frozen=True, slots=True, repr=False)
class Shown:
    """A person's line, what each field shows now, and who else may be the same."""

    line: Timeline
    now: dict[str, str]
    near: tuple[Proposal, ...]
    today: date


def found_lines(session: Session, text: str) -> tuple[list[Line], bool]:
    """Find people as rows, and tell whether there is any list to look in."""
    lines = [_found(session, one) for one in find(session, text, most=MOST)] if text else []
    return lines, bool(lines) or _has_lists(session)


def unjoined_lines(session: Session) -> list[Line]:
    """Those met at the desk whom no list names, each with who they may be."""
    lines = []
    for one in unjoined(session):
        best = next(iter(one.proposals), None)
        if best is None:
            lines.append(_line(session, one.person, one.person.id, about=_("tanpa usulan")))
        else:
            lines.append(_pair(one.person, one.person.id, reason_word(best.reason), best.other))
    return lines


def alike_lines(session: Session, after: str) -> Alike:
    """Look through one stretch of birth dates; the desk's other work comes between two of them."""
    page = all_proposals(session, after=after)
    return Alike(tuple(_alike(proposal) for proposal in page.found), page.after)


def shown_anew(session: Session, lines: Sequence[Line]) -> list[Line]:
    """Rows of two who may be one as their persons are shown by now; no row moves."""
    of = clusters_of(session, {one for line in lines for one in (line.person, line.other)})
    people = shown_people(session, set(of.values()))
    found = []
    for line in lines:
        one, other = people.get(of[line.person]), people.get(of[line.other])
        if one and other:
            joined = of[line.person] == of[line.other]
            about = _("sudah satu orang") if joined else _pair_words(line.why, other)
            found.append(replace(line, name=one.name, about=about))
        else:
            found.append(line)
    return found


def whole_person(session: Session, person: str) -> Shown:
    line = person_line(session, person)
    now = {field: str(getattr(line.person, field)) for field in CLAIMED}
    return Shown(line, now, tuple(proposals(session, person)), session.today)


def candidates(session: Session, person: str, text: str) -> list[Line]:
    """Proposals, or what a search finds."""
    if text:
        same = cluster_of(session, person)
        found = (one.person for one in find(session, text, most=MOST))
        return [_line(session, one, one.id) for one in found if one.id not in same]
    proposed = proposals(session, person)
    return [_line(session, one.other, one.other.id, about=reason_word(one.reason)) for one in proposed]


def both_sides(session: Session, one: str, other: str) -> Both:
    """Field by field."""
    fields = tuple(field_word(field) for field in CLAIMED)
    return Both(fields, _side(session, one), _side(session, other))


def _side(session: Session, person: str) -> Side:
    shown, names = shown_person(session, person), Names(village=lambda code: village_name(session, code))
    return Side(shown.name, tuple(written(field, str(getattr(shown, field)), names) for field in CLAIMED))


def _found(session: Session, found: Found) -> Line:
    also = _("juga {name}").format(name=found.also) if found.also else ""
    return replace(_line(session, found.person, found.person.id, about=also), state=state_of(found))


def _alike(proposal: Proposal) -> Line:
    one, other = proposal.one, proposal.other
    return _pair(one, f"{one.id}~{other.id}", reason_word(proposal.reason), other)


def _pair(one: Person, key: str, why: str, other: Person) -> Line:
    return Line(key, one.id, one.name, _pair_words(why, other), why=why, other=other.id)


def _pair_words(why: str, other: Person) -> str:
    return _("{why}: {name}").format(why=why, name=other.name or "–")


def _line(session: Session, person: Person, key: str, *, about: str = "") -> Line:
    nik = written("nik", person.nik, Names())
    said = about_row(person, village_name(session, person.village), nik)
    return Line(key, person.id, person.name, " · ".join(p for p in (about, said) if p))


def _has_lists(session: Session) -> bool:
    return any(one.state is ListState.STANDING for one in lists(session))


def same_keys(lines: Sequence[Line], more: Sequence[Line]) -> list[Line]:
    """Add rows to rows, each once."""
    return list({line.key: line for line in (*lines, *more)}.values())
