"""What is safe at the office: opened by one of its desks, and kept in two places that its desks read back.

Spans are the first and the last event of a stretch of one journal, rising and with a gap between any two.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations, pairwise
from typing import NamedTuple

Span = tuple[int, int]
COPY = "copy"  # the local fact that holds the `CopyStanding` of the last backup
Spans = tuple[Span, ...]


class KeptCopy(NamedTuple):
    """Where an office desk read a journal's stretches and all their files; an unknown disk is empty."""

    machine: str
    disk: str
    spans: Spans


class CopyStanding(StrEnum):
    """Whether an office desk's backup is a second copy; what stands in the way of that."""

    SECOND = "second"
    SAME_DISK = "same_disk"
    UNNAMED_DISK = "unnamed_disk"  # the system tells nothing of the disk that it lies on
    UNNAMED_DESK = "unnamed_desk"  # nor of the desk's own: another machine alone can have the second copy


def copy_standing(own: str, disk: str) -> CopyStanding:
    """Of a copy on a disk, by a desk that keeps its own; an unknown one is empty."""
    if not own:
        return CopyStanding.UNNAMED_DESK
    if not disk:
        return CopyStanding.UNNAMED_DISK
    return CopyStanding.SAME_DISK if own == disk else CopyStanding.SECOND


@dataclass(frozen=True, slots=True, kw_only=True)
class SafetyCounts:
    """How many of some finished recordings have come how far.

    `sealed`, `carried` (to a card or stick) and `sent` (to one that is not the laptop's own card, or heard)
    are known at their laptop. `unopened`: those that the office has heard of and not opened; `spoilt`: of
    which it has a picture that is none.
    """

    recorded: int
    sealed: int
    carried: int
    sent: int
    heard: int
    unopened: int
    spoilt: int
    safe: int

    @property
    def unsafe(self) -> int:
        return self.recorded - self.safe

    @property
    def one_copy(self) -> int:
        """How many the office has opened and keeps on one disk alone."""
        return max(0, self.heard - self.unopened - self.spoilt - self.safe)


def merged(spans: Iterable[Span]) -> Spans:
    """Spans in any order, as rising ones that do not touch."""
    found = list[Span]()
    for first, last in sorted(spans):
        if found and first <= found[-1][1] + 1:
            found[-1] = found[-1][0], max(found[-1][1], last)
        else:
            found.append((first, last))
    return tuple(found)


def common(spans: Iterable[Span], others: Sequence[Span]) -> Spans:
    """What lies in both."""
    cut = ((max(one[0], other[0]), min(one[1], other[1])) for one in spans for other in others)
    return merged(span for span in cut if span[0] <= span[1])


def beside(spans: Iterable[Span], others: Iterable[Span]) -> Spans:
    """What lies in the first and not in the others."""
    found = list[Span]()
    taken = merged(others)
    for first, last in spans:
        for one, end in taken:
            if one <= last and first <= end:
                found += [(first, one - 1)] if first < one else []
                first = end + 1  # noqa: PLW2901  what is left of it
        found += [(first, last)] if first <= last else []
    return tuple(found)


def without(spans: Iterable[Span], seqs: Iterable[int]) -> Spans:
    """Leave out these events, given in any order."""
    out, found = sorted(set(seqs)), list[Span]()
    at = 0
    for first, last in merged(spans):
        while at < len(out) and out[at] < first:
            at += 1
        begin = first
        while at < len(out) and out[at] <= last:
            if begin < out[at]:
                found.append((begin, out[at] - 1))
            begin = out[at] + 1
            at += 1
        if begin <= last:
            found.append((begin, last))
    return tuple(found)


def in_two_places(copies: Iterable[KeptCopy]) -> Spans:
    """What lies on two disks; one that is unknown is one with any of its machine, and none of another's."""
    kept = list(copies)
    edges = sorted({edge for copy in kept for first, last in copy.spans for edge in (first, last + 1)})
    found = list[Span]()
    for first, behind in pairwise(edges):
        places = [copy for copy in kept if any(one <= first < behind <= end + 1 for one, end in copy.spans)]
        if _are_two(places):
            found.append((first, behind - 1))
    return merged(found)


def _are_two(places: Sequence[KeptCopy]) -> bool:
    return any(_differ(one, other) for one, other in combinations(places, 2))


def _differ(one: KeptCopy, other: KeptCopy) -> bool:
    """A disk's number is its maker's: two desks of one disk, as on one laptop, are lost together."""
    return one.disk != other.disk if one.disk and other.disk else one.machine != other.machine
