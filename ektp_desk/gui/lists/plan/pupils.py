"""Whose pupils the ticked lists hold: with which lists a plan begins, and what looks wrong about them.

No list says whose school it is, so its kind and name are all there is; nothing is refused, since a school
without a Dapodik list is visited too.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from ektp_desk.domain.lists.meanings import ListKind
from ektp_desk.domain.visits import VisitKind
from ektp_desk.gui.lists.plan.asking import Offered
from ektp_desk.words import _
from ektp_desk.words.numbers import count

_MANY = 1500  # the largest schools of a regency have fewer pupils of 16 and older
_KINDS_OF_SCHOOL = {"sma", "smk", "smp", "slb", "ma", "mts", "negeri", "swasta", "n", "s"}
_WORD = re.compile(r"[a-z]+|[0-9]+")


def first_ticked(found: Offered, kind: VisitKind, place: str) -> tuple[str, ...]:
    """Give the lists a new plan begins with: a desa's all, a school's own, a counter's if there is but one.

    A school's own is its Dapodik list: the only one, or the one whose name says most of the school's.
    """
    if kind is VisitKind.VILLAGE:
        return tuple(facts.id for facts, _n in found)
    if kind is VisitKind.OFFICE:
        return (found[0][0].id,) if len(found) == 1 else ()
    own = [facts for facts, _n in found if facts.kind == ListKind.DAPODIK]
    if len(own) == 1:
        return (own[0].id,)
    said = _telling(place)
    likeness = {facts.id: len(said & _telling(facts.name)) for facts in own}
    most = max(likeness.values(), default=0)
    best = [key for key, like in likeness.items() if most and like == most]
    return tuple(best) if len(best) == 1 else ()


def doubt(found: Offered, kind: VisitKind, ticked: Collection[str]) -> tuple[str, str]:
    """Say what looks wrong about a school's lists, and what to do; empty where nothing does."""
    chosen = [(facts, people) for facts, people in found if facts.id in ticked]
    people = sum(n for _facts, n in chosen)
    pupils = sum(n for facts, n in chosen if facts.kind == ListKind.DAPODIK)
    if kind is not VisitKind.SCHOOL or not people:
        return "", ""
    if pupils == people and people <= _MANY:
        return "", ""
    words = _("{people} orang di daftar ini; siswa: {pupils}.")
    what = words.format(people=count(people), pupils=count(pupils)).replace(": ", ":\N{NO-BREAK SPACE}")
    if pupils == people:
        return what, _("Banyak untuk satu sekolah: centang hanya daftar sekolah ini.")
    if any(facts.kind == ListKind.DAPODIK for facts, _n in found):
        return what, _("Centang hanya daftar Dapodik sekolah ini.")
    return what, _("Muat dahulu daftar Dapodik.")


def _telling(name: str) -> set[str]:
    """Give the words that tell one school from another; its number is one, `negeri` is none."""
    words = set(_WORD.findall(name.lower()))
    return {str(int(word)) if word.isdigit() else word for word in words - _KINDS_OF_SCHOOL}
