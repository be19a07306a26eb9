"""Contradictions counted again, plainly, from the bytes of the journals: shares no rule with the desk."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from ektp_desk.domain.journal.arrived import Arrived

SLOTS = {
    "office_founded": "office.charter", "policy_set": "policy.{name}", "user_added": "user.standing",
    "user_changed": "user.standing", "key_given": "user.key", "joined": "kit.laptop",
    "user_removed": "user.standing", "list_imported": "list.rows",
    "list_withdrawn": "list.standing", "layout_corrected": "layout.meanings", "visit_planned": "visit.plan",
    "visit_postponed": "visit.day", "letters_assigned": "visit.letters", "visit_closed": "visit.closing",
    "visit_reopened": "visit.closing",
    "ticket_given": "ticket.issue", "ticket_identified": "ticket.person",
    "ticket_prioritised": "ticket.priority", "purpose_set": "ticket.purpose",
    "group_formed": "group.facts",
    "hub_set": "office.hub", "home_asked": "ticket.home", "stop_placed": "ticket.stop",
    "ticket_ended": "ticket.outcome", "ticket_reopened": "ticket.outcome",
    "ticket_voided": "ticket.outcome", "person_met": "person.met",
    "claim_corrected": "person.{field}", "correction_reviewed": "review.{correction}",
    "absence_explained": "absence.{visit}", "reopening_reviewed": "review.{reopening}",
    "contact_given": "person.contact",
    "pair_same": "pair.verdict", "pair_not_same": "pair.verdict",
    "recording_started": "recording.subject", "modality_set": "recording.{modality}",
    "documents_seen": "recording.documents", "note_written": "recording.note",
    "recording_finished": "recording.end", "recording_dropped": "recording.end",
    "recording_counted": "recording.count",
    "exception_reviewed": "recording.review", "settled": "{slot}",
}  # fmt: skip
NEVER_WITHDRAWN = {
    "office_founded", "root_set", "user_added", "user_changed", "user_removed", "key_given", "key_offered",
    "office_key_set", "key_ended", "joined", "list_imported", "visit_closed",
    "visit_reopened", "ticket_given", "ticket_reopened", "slip_printed", "group_formed", "recording_started",
    "recording_finished", "withdrawn",
    "body_erased",
}  # fmt: skip
Version = tuple[str, str, str, str]  # entity, id, slot, link


def contradicted(events: Iterable[Arrived]) -> set[Version]:
    """Each version that stands against another, neither having seen the other, both still standing."""
    told = {event.link.hex(): (json.loads(event.header), event.body) for event in events}
    bodies = _bodies(told)
    gone = {
        bodies[link]["event"]
        for link, (head, _) in told.items()
        if head["kind"] == "withdrawn" and bodies[link]
    }
    seen = {link: _seen(told, link) for link in told}
    standing = []
    for link, (head, _) in told.items():
        kind = head["kind"]
        if bodies[link] is not None and kind in SLOTS and (kind in NEVER_WITHDRAWN or link not in gone):
            slot = SLOTS[kind].format(**bodies[link])
            standing.append((head["entity"], head["id"], slot, link))
    aside = _of_other_papers(told, standing, seen)
    last = _last([version for version in standing if version[3] not in aside], seen)
    return {v for v in last if any(v[:3] == w[:3] and v is not w for w in last)}


def _last(standing: list[Version], seen: dict[str, set[str]]) -> list[Version]:
    return [v for v in standing if not any(v[:3] == w[:3] and v[3] in seen[w[3]] for w in standing)]


def _of_other_papers(told: dict[str, Any], standing: list[Version], seen: dict[str, set[str]]) -> set[str]:
    """Of a number that was given twice unseen: the links that do not tell of the paper that shows."""
    aside: set[str] = set()
    for ticket in {v[1] for v in standing if v[2] == "ticket.issue"}:
        issues = [v for v in standing if v[1:3] == (ticket, "ticket.issue")]
        papers = {v[3] for v in _last(issues, seen)}
        if len(papers) > 1:
            links = {
                link for link, (head, _) in told.items() if (head["entity"], head["id"]) == ("ticket", ticket)
            }
            mine = {
                link
                for link in links
                if _paper(link, told, {v[3] for v in issues}, papers, seen) == {min(papers)}
            }
            aside |= links - mine
    return aside


def _paper(
    link: str, told: dict[str, Any], issues: set[str], papers: set[str], seen: dict[str, set[str]]
) -> set[str]:
    """By the giving that its author had last before them, else by the one of its own journal."""

    def of(some: set[str]) -> set[str]:
        return {paper for paper in papers for one in some if one == paper or one in seen[paper]}

    had = {one for one in issues if one == link or one in seen[link]}
    found = of({one for one in had if not any(one in seen[other] for other in had)})
    if len(found) == 1:
        return found
    own = of({one for one in issues if _journal(told, one) == _journal(told, link)})
    return own if len(own) == 1 else found


def _journal(told: dict[str, Any], link: str) -> tuple[str, str]:
    head = told[link][0]
    return head["device"], head["incarnation"]


def _bodies(told: dict[str, Any]) -> dict[str, Any]:
    """Read the bodies; of an erased one, what the erasure left, and None while that is on its way."""
    rests: dict[str, str] = {}
    for head, body in told.values():
        if head["kind"] == "body_erased":
            rests |= json.loads(body)["rest"]
    return {link: json.loads(rests.get(link) or body or b"null") for link, (_, body) in told.items()}


def _seen(told: dict[str, Any], link: str) -> set[str]:
    """Everything that an event's author had seen: along `after` and its own journal, to the end."""
    found: set[str] = set()
    ahead = _before(told, link)
    while ahead:
        one = ahead.pop()
        if one in told and one not in found:
            found.add(one)
            ahead += _before(told, one)
    return found


def _before(told: dict[str, Any], link: str) -> list[str]:
    """What an event follows or is about, and all that its journal had said of the same before it."""
    head, body = told[link]
    about = json.loads(body or b"{}") if head["kind"] in {"settled", "withdrawn"} else {}
    same = [head[name] for name in ("device", "incarnation", "entity", "id")]
    earlier = [
        other
        for other, (one, _) in told.items()
        if one["seq"] < head["seq"] and [one[n] for n in ("device", "incarnation", "entity", "id")] == same
    ]
    return [*head["after"], *earlier, *about.get("over", ()), *([about["event"]] if about else [])]
