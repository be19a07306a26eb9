"""What is said of a person, and of two that may be one."""

from __future__ import annotations

from ektp_desk.domain.journal.bodies.body import Body
from ektp_desk.domain.people import CLAIMED


class PersonMet(Body, frozen=True):
    """A walk-in as the desk wrote the person down; joined to a list's person later."""

    name: str
    nik: str
    sex: str
    birth: str  # ISO date, or empty
    village: str
    address: str = ""


class ClaimCorrected(Body, frozen=True):
    """One field of a person as somebody who saw the papers says it is.

    Raises `ValueError` for a field that is none of `CLAIMED`: "met" would decide how the person was met.
    """

    field: str  # one of CLAIMED
    value: str  # empty: nobody knows it
    was: str  # as the desk showed it before
    ground: str  # what was seen: "KK", "akta lahir", …
    witness: str = ""  # the user who saw it too and signs it; empty: the author does, by their passphrase

    def __post_init__(self) -> None:
        """Refuse a field that names another act's slot."""
        if self.field not in CLAIMED:
            raise ValueError("field")


class CorrectionReviewed(Body, frozen=True):
    """A supervisor has read a correction that nobody witnessed. It undoes nothing."""

    correction: str  # its link
    verdict: str  # one of CorrectionVerdict
    note: str = ""


class AbsenceExplained(Body, frozen=True):
    """Why a target of a visit did not come, and who says so."""

    visit: str
    absence: str  # one of AbsenceReason
    said_by: str = ""  # "kepala dusun", "keluarga", a name


class ContactGiven(Body, frozen=True):
    """By which telephone somebody can be reached, whose it is, and that they agreed to its being kept."""

    phone: str  # as `read_phone` gives it; empty: none any more
    whose: str  # one of Whose
    consent: bool


class PairSame(Body, frozen=True):
    """Two persons of this store are one; both ids stay."""

    first: str
    second: str  # sorts after `first`
    ground: str = ""


class PairNotSame(Body, frozen=True):
    """Two persons who look alike are two: not proposed again."""

    first: str
    second: str
    ground: str = ""
