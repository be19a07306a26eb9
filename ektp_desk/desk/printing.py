"""Paper for the use cases: implements `usecases.ports.PaperRenderer` over `reports`."""

from __future__ import annotations

from functools import singledispatch

from ektp_desk.domain.paper.before import Letter, NumberSheets
from ektp_desk.domain.paper.breach import BreachNotice
from ektp_desk.domain.paper.counts import SchoolReport, ServedReport
from ektp_desk.domain.paper.figures import VisitReport
from ektp_desk.domain.paper.kit import KitPage
from ektp_desk.domain.paper.names import NameList
from ektp_desk.domain.paper.recovery import RecoveryPage
from ektp_desk.domain.paper.safety import SafetyReport
from ektp_desk.domain.paper.slip import Slip, SlipForm
from ektp_desk.words import all_official

# Each drawing is imported when it is first wanted: a start should not wait for reportlab.


@all_official
class ReportlabPapers:
    """Draws with reportlab. What leaves the office is in Indonesian, whatever the screen speaks."""

    def visit_report(self, report: VisitReport) -> bytes:
        return self.pdf(report)

    def manual(self) -> bytes:
        from ektp_desk.reports.manual.render import render_manual  # noqa: PLC0415  see the class

        return render_manual()

    def recovery_page(self, page: RecoveryPage) -> bytes:
        from ektp_desk.reports.recovery import render_recovery  # noqa: PLC0415  see above

        return render_recovery(page)

    def slip(self, slip: Slip, form: SlipForm) -> bytes:
        """As wide as the printer's paper."""
        from ektp_desk.reports.slip import render_slip  # noqa: PLC0415  see above

        return render_slip(slip, form)

    def pdf(self, facts: object) -> bytes:
        """Any other paper, by what its facts are."""
        return _pdf(facts)


@singledispatch
def _pdf(facts: object) -> bytes:
    raise TypeError(type(facts).__name__)


@_pdf.register
def _visit(facts: VisitReport) -> bytes:
    from ektp_desk.reports.visit import render_visit  # noqa: PLC0415  see above

    return render_visit(facts)


@_pdf.register
def _kit(facts: KitPage) -> bytes:
    from ektp_desk.reports.kit import render_kit  # noqa: PLC0415  see above

    return render_kit(facts)


@_pdf.register
def _breach(facts: BreachNotice) -> bytes:
    from ektp_desk.reports.breach import render_breach  # noqa: PLC0415  see above

    return render_breach(facts)


@_pdf.register
def _served(facts: ServedReport) -> bytes:
    from ektp_desk.reports.served import render_served  # noqa: PLC0415  see above

    return render_served(facts)


@_pdf.register
def _safety(facts: SafetyReport) -> bytes:
    from ektp_desk.reports.safety import render_safety  # noqa: PLC0415  see above

    return render_safety(facts)


@_pdf.register
def _school(facts: SchoolReport) -> bytes:
    from ektp_desk.reports.school import render_school  # noqa: PLC0415  see above

    return render_school(facts)


@_pdf.register
def _names(facts: NameList) -> bytes:
    from ektp_desk.reports.names import render_names  # noqa: PLC0415  see above

    return render_names(facts)


@_pdf.register
def _numbers(facts: NumberSheets) -> bytes:
    from ektp_desk.reports.before.numbers import render_numbers  # noqa: PLC0415  see above

    return render_numbers(facts)


@_pdf.register
def _letter(facts: Letter) -> bytes:
    from ektp_desk.reports.before.letter import render_letter  # noqa: PLC0415  see above

    return render_letter(facts)
