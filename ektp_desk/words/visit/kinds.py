"""The words for a visit's kind."""

from __future__ import annotations

from ektp_desk.domain.visits import VisitKind
from ektp_desk.words import N_, _

_KINDS = {
    VisitKind.VILLAGE: N_("Desa"),
    VisitKind.SCHOOL: N_("Sekolah"),
    VisitKind.OFFICE: N_("Kantor"),
}


def visit_kind(kind: str) -> str:
    """Name a kind of visit: `Sekolah`; one that only a later release knows stands as it is."""
    return _(_KINDS[VisitKind(kind)]) if kind in set(VisitKind) else kind
