"""What a report tells of a visit beside its figures: kind, team, corrections, openings, the signature."""

from __future__ import annotations

from ektp_desk.domain.paper.figures import VisitReport
from ektp_desk.domain.visits import VisitKind
from ektp_desk.words import _
from ektp_desk.words.numbers import count
from ektp_desk.words.visit.kinds import visit_kind
from ektp_desk.words.visit.team import late_words, without_words


def visit_notes(report: VisitReport) -> tuple[str, ...]:
    """A line for kind and team, and one that says how often and why a closed day went on.

    A desa's kind stands in its place; a team nobody wrote down is not spoken of.
    """
    kind = visit_kind(report.kind) if report.kind not in ("", VisitKind.VILLAGE) else ""
    team = _("tim: {names}").format(names=", ".join(report.team)) if report.team else ""
    about = " · ".join(part for part in (kind, team) if part)
    lines = (about[:1].upper() + about[1:], reopened_words(report), *signed_words(report))
    return tuple(line for line in lines if line)


def signed_words(report: VisitReport) -> tuple[str, str]:
    """Which laptops the signed figures lack, and what came since; each may be empty."""
    served, arrived = (report.signed.served, report.signed.arrived) if report.signed else (None, 0)
    return without_words(report.without), late_words(report.late, served, arrived)


def correction_rows(report: VisitReport) -> tuple[tuple[str, int], ...]:
    """What stands beside a visit's corrections, a label and a count each; nothing where none was made."""
    if (n := report.corrections) is None:
        return ()
    numbers = ((_("Nomor dibetulkan"), n.numbers),) if n.numbers else ()
    return (
        *numbers,
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
