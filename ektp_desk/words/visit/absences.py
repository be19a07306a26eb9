"""Why a target did not come, in words."""

from __future__ import annotations

from ektp_desk.domain.paper.figures import VisitReport
from ektp_desk.domain.visits import AbsenceReason
from ektp_desk.words import N_, _
from ektp_desk.words.numbers import count

_REASONS: dict[str, tuple[str, str]] = {
    AbsenceReason.MOVED: (N_("Pindah"), N_("surat pindah")),
    AbsenceReason.DIED: (N_("Meninggal"), N_("akta kematian")),
    AbsenceReason.ABROAD: (N_("Di luar negeri"), ""),
    AbsenceReason.DOUBLE: (N_("Tercatat dua kali"), N_("periksa NIK-nya")),
    AbsenceReason.UNKNOWN: (N_("Tidak dikenal di sini"), N_("periksa daftarnya")),
    AbsenceReason.REFUSED: (N_("Menolak direkam"), N_("datangi lagi")),
}


def absence_word(reason: str) -> str:
    """`Pindah`; what only a later release knows stands as it is."""
    return _(_REASONS[reason][0]) if reason in _REASONS else reason


def absence_heading(reason: str) -> str:
    """With what the office does about it: `Meninggal: akta kematian`."""
    todo = _REASONS.get(reason, ("", ""))[1]
    return f"{absence_word(reason)}: {_(todo)}" if todo else absence_word(reason)


def absence_rows(report: VisitReport) -> tuple[tuple[str, int], ...]:
    """Of how many targets it is known why they did not come, and of how many not; nothing if of none."""
    if not report.absences:
        return ()
    return (
        (_("Tidak datang, beralasan"), sum(report.absences.values())),
        (_("Belum datang, tanpa alasan"), report.targets_to_come),
    )


def absences_told(report: VisitReport) -> tuple[str, ...]:
    """By reason: `pindah 9`, `meninggal 4`."""
    return tuple(f"{absence_word(reason).lower()} {count(n)}" for reason, n in report.absences.items())
