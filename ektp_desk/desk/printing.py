"""Paper, as the use cases ask for it; implements `usecases.ports.Prints`."""

from __future__ import annotations

from ektp_desk.domain.paper.figures import VisitReport
from ektp_desk.domain.paper.recovery import RecoveryPage
from ektp_desk.words import all_official


@all_official
class Paper:
    """Draws with reportlab, which is loaded when the first page is wanted: a start should not wait for it.

    What leaves the office is in Indonesian, whatever the screen speaks.
    """

    def visit_report(self, report: VisitReport) -> bytes:
        """Give the visit report as PDF."""
        from ektp_desk.reports.visit import render_visit  # noqa: PLC0415  see the class

        return render_visit(report)

    def manual(self) -> bytes:
        """Give the manual as PDF."""
        from ektp_desk.reports.manual.render import render_manual  # noqa: PLC0415  see the class

        return render_manual()

    def recovery_page(self, page: RecoveryPage) -> bytes:
        """Give the recovery page as PDF."""
        from ektp_desk.reports.recovery import render_recovery  # noqa: PLC0415  see the class

        return render_recovery(page)
