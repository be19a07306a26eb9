"""The notice of a lost laptop on paper: what must be said within 3 × 24 hours, and what is not known."""

from __future__ import annotations

from ektp_desk.domain.paper.breach import BreachNotice
from ektp_desk.reports.paper.blocks import SIGNATURE, define, definitions_height, notice, sign
from ektp_desk.reports.paper.furniture import base_definition, origin_furniture, title_block
from ektp_desk.reports.paper.grid import GridRow, Lane, flow, spare
from ektp_desk.reports.paper.page import PaperCanvas
from ektp_desk.words import _
from ektp_desk.words.dates import plain_date
from ektp_desk.words.paper.breach import breach_title, laptop_named, not_known, notice_table, visits_table


def render_breach(facts: BreachNotice) -> bytes:
    """Draw the notice as PDF; the same facts give the same bytes."""
    origin, title, when = facts.origin, breach_title(), laptop_named(facts)
    place = origin.letterhead.regency
    paper = PaperCanvas(origin_furniture(origin, title, f"{title} · {when}"))
    title_block(paper, title, when, place, "", origin)
    paper.y -= 10
    said = notice_table(facts)
    first = Lane(said.heads[0], 104.0, words=True)
    rows = [GridRow(row) for row in said.rows]
    flow(paper, said.title, [first, Lane(said.heads[1], spare([first]), words=True)], rows)
    if facts.visits:
        paper.y -= 10
        _visits(paper, facts)
    paper.y -= 12
    notice(paper, _("Yang tidak diketahui kantor:"), not_known(facts))
    paper.y -= 10
    meant = (*facts.definitions, base_definition(origin))
    if not paper.room(definitions_height(meant) + SIGNATURE + 8):
        paper.turn()
    define(paper, meant)
    paper.y -= 8
    town, day = origin.letterhead.town, plain_date(origin.base)
    sign(paper, facts.signatories, place_and_date=f"{town}, {day}" if town else day)
    return paper.finish()


def _visits(paper: PaperCanvas, facts: BreachNotice) -> None:
    table = visits_table(facts)
    day, there, listed, met, key = table.heads[1:]
    others = [
        Lane(day, 76.0, words=True),
        Lane(there, 66.0, words=True),
        Lane(listed, 52.0),
        Lane(met, 52.0),
        Lane(key, 66.0, words=True),
    ]
    lanes = [Lane(table.heads[0], spare(others), words=True), *others]
    flow(paper, table.title, lanes, [GridRow(row) for row in table.rows])
