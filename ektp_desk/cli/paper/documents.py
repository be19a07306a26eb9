"""Reports as one document for other programs: every figure of the paper, by a name that stays."""

from __future__ import annotations

from dataclasses import asdict
from functools import singledispatch

from ektp_desk.domain.paper.counts import SchoolReport, ServedReport
from ektp_desk.domain.paper.figures import BySex, VisitReport
from ektp_desk.domain.paper.names import NameList


@singledispatch
def document_of(facts: object) -> dict[str, object]:
    """A paper's facts by name; one that is no table stands as its fields."""
    return asdict(facts)  # type: ignore[call-overload, no-any-return]  # every paper is a dataclass


@document_of.register
def visit_document(facts: VisitReport) -> dict[str, object]:
    """Every figure of the paper, by name."""
    document = asdict(facts)
    document["equation"] |= {"arrived": facts.equation.arrived}
    document["outcomes"] = {code.value: _sexes(count) for code, count in facts.outcomes.items()}
    document["unclear"] = _sexes(facts.unclear)
    document["recorded_by_age"] = {name: _sexes(count) for name, count in facts.recorded_by_age.items()}
    document["recorded_outside"] = _sexes(facts.recorded_outside)
    document["held_under_17"] = _sexes(facts.held_under_17)
    return document


@document_of.register
def _served(facts: ServedReport) -> dict[str, object]:
    document = asdict(facts)
    document["total"] |= {"arrived": facts.total.arrived}
    for line, said in zip(facts.visits, document["visits"], strict=True):
        said["equation"] |= {"arrived": line.equation.arrived}
    document["by_group"] = {group.value: _sexes(count) for group, count in facts.by_group.items()}
    document["unclear"] = _sexes(facts.unclear)
    return document


@document_of.register
def _school(facts: SchoolReport) -> dict[str, object]:
    document = asdict(facts)
    named = [field for field in facts.total.__slots__ if field != "rombel"]
    document["classes"] = [
        {"rombel": line.rombel} | {name: _sexes(getattr(line, name)) for name in named}
        for line in facts.classes
    ]
    document["total"] = {name: _sexes(getattr(facts.total, name)) for name in named}
    return document


@document_of.register
def _names(facts: NameList) -> dict[str, object]:
    document = asdict(facts)
    document["groups"] = [
        {
            "heading": group.heading,
            "sexes": _sexes(group.sexes),
            "rows": [{part.value: text for part, text in row.cells.items()} for row in group.rows],
        }
        for group in facts.groups
    ]
    document["columns"] = [part.value for part in facts.columns]
    return document


def _sexes(count: BySex) -> dict[str, int]:
    return {"L": count.male, "P": count.female, "unknown": count.unknown, "total": count.total}
