"""The visit's report as PDF: counting and drawing, as the preview does it after each change."""

from __future__ import annotations

from pathlib import Path

from ektp_desk.usecases.reports.visit import visit_report
from tests.bench.bare.canvas import recording, replay
from tests.bench.measuring import Row, alternate, row, timed
from tests.bench.office import SIZE, BenchOffice

LIMIT = 2.0
_PAIRS, _WARM_UP = 30, 3


def measure(office: BenchOffice, _folder: Path, *, pairs: int = _PAIRS) -> Row:
    """Draw the report by the use case and the paper, and replay its calls on a bare canvas."""
    with office.signed_in() as (_desk, session):
        report = visit_report(session, office.visit)
        session.prints.visit_report(report)  # so that the fonts are known before anything is written down
        with recording() as drawn:
            paper = session.prints.visit_report(report)
        if replay(drawn) != paper:
            raise AssertionError("the floor draws another page than ours: nothing would be measured")
        found = alternate(
            lambda: timed(lambda: session.prints.visit_report(visit_report(session, office.visit))),
            lambda: timed(lambda: replay(drawn)),
            count=pairs,
            warm_up=_WARM_UP,
        )
    return row("visit_pdf", SIZE, found, limit=LIMIT)
