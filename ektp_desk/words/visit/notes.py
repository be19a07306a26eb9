"""What a report tells of a visit beside its figures: kind, team, corrections, that it was opened again."""

from __future__ import annotations

from ektp_desk.domain.paper.figures import VisitReport
from ektp_desk.domain.visits import VisitKind
from ektp_desk.words import _
from ektp_desk.words.numbers import count
from ektp_desk.words.visit.kinds import visit_kind


def visit_notes(report: VisitReport) -> tuple[str, ...]:
    """A line for kind and team, and one that says how often and why a closed day went on.

    A desa's kind stands in its place; a team nobody wrote down is not spoken of.
    """
    kind = visit_kind(report.kind) if report.kind not in ("", VisitKind.VILLAGE) else ""
    team = _("tim: {names}").format(names=", ".join(report.team)) if report.team else ""
    about = " · ".join(part for part in (kind, team) if part)
    return tuple(line for line in (about[:1].upper() + about[1:], reopened_words(report)) if line)


def correction_rows(report: VisitReport) -> tuple[tuple[str, int], ...]:
    """What stands beside a visit's corrections, a label and a count each; nothing where none was made."""
    if (n := report.corrections) is None:
        return ()
    return (
        (_("Koreksi dengan saksi"), n.witnessed),
        (_("Koreksi ditinjau: sesuai"), n.in_order),
        (_("Koreksi ditinjau: tidak sesuai"), n.not_in_order),
        (_("Koreksi belum ditinjau"), n.unreviewed),
    )


def reopened_words(report: VisitReport) -> str:
    """Say how often a closed day was opened again, and why the last time; empty for one closed once."""
    if not report.times_reopened:
        return ""
    if report.times_reopened == 1:
        return _("Dibuka kembali sesudah ditutup: {why}").format(why=report.reopened)
    return _("{n} kali dibuka kembali sesudah ditutup, terakhir: {why}").format(
        n=count(report.times_reopened), why=report.reopened
    )
