"""What lists, the desk and corrections claim of a person, field by field, and which of it holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from ektp_desk.domain.nearness import parts_of
from ektp_desk.domain.people import CLAIMED
from ektp_desk.domain.places import letters
from ektp_desk.usecases.people.queries import Mention, Source, Statement, mentions, said_claims
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.shapes import Person


@dataclass(frozen=True, slots=True, repr=False)
class Claim:
    """One value of one field: `where` names the list, `ground` what was seen; `day` since when it is said."""

    value: str
    source: Source
    day: date
    where: str = ""
    ground: str = ""
    by: str = ""  # user id
    witness: str = ""  # of a correction: user id, empty without one
    verdict: str = ""  # of one without a witness: one of CorrectionVerdict
    event: str = ""
    holds: bool = False


@dataclass(frozen=True, slots=True, repr=False)
class FieldClaims:
    """One field with what is claimed of it, the one that holds first, then newest first."""

    field: str
    claims: tuple[Claim, ...]

    @property
    def differs(self) -> bool:
        """Whether sources say different things; spelling that no eye would notice is no difference."""
        return len({_bare(self.field, claim.value) for claim in self.claims}) > 1

    def versions(self) -> tuple[Claim, ...]:
        """Each different value once, by the claim that comes first."""
        seen: dict[object, Claim] = {}
        for claim in self.claims:
            seen.setdefault(_bare(self.field, claim.value), claim)
        return tuple(seen.values())


def claims(session: Session, shown: Person, together: Sequence[str]) -> list[FieldClaims]:
    """Every field of which something is claimed of these persons; what is shown of them holds."""
    named, said = mentions(session, together), said_claims(session, together)
    found = []
    for field in CLAIMED:
        all_claims = [*_corrections(said, field), *_of_lists(named, field), *_met(said, field)]
        if all_claims:
            found.append(FieldClaims(field, _held_first(all_claims, str(getattr(shown, field)))))
    return found


def _corrections(said: list[Statement], field: str) -> list[Claim]:
    return [_claim(s) for s in said if s.field == field and s.source == Source.CORRECTION]


def _met(said: list[Statement], field: str) -> list[Claim]:
    return [_claim(s) for s in said if s.field == field and s.source == Source.DESK]


def _claim(said: Statement) -> Claim:
    return Claim(
        said.value,
        Source(said.source),
        date.fromisoformat(said.day),
        ground=said.ground,
        by=said.by,
        witness=said.witness,
        verdict=said.verdict,
        event=said.event,
    )


def _of_lists(named: list[Mention], field: str) -> list[Claim]:
    found = []
    for mention in named:
        value = str(getattr(mention, field))
        if value:
            as_of = date.fromisoformat(mention.as_of)
            found.append(Claim(value, Source.LIST, as_of, where=mention.source or mention.list_name))
    return found


def _held_first(found: list[Claim], shown: str) -> tuple[Claim, ...]:
    at = next((place for place, claim in enumerate(found) if claim.value == shown), None)
    if at is None:
        return tuple(found)
    return (replace(found[at], holds=True), *found[:at], *found[at + 1 :])


def _bare(field: str, value: str) -> object:
    if field == "name":
        return parts_of(value) or value
    if field == "address":
        return letters(value) + "".join(sign for sign in value if sign.isdigit())
    return value
