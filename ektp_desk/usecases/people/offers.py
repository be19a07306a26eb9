"""Which acts F4 offers of who is shown and of the chosen row of their line; of the others, why not."""

from __future__ import annotations

from dataclasses import dataclass

from ektp_desk.domain.journal.bodies import PairNotSame, PairSame, TicketEnded, TicketIdentified
from ektp_desk.domain.journal.catalogue import CATALOGUE
from ektp_desk.usecases.people.timeline import Done, Timeline
from ektp_desk.words import _


@dataclass(frozen=True, slots=True)
class Why:
    """Why an act is not offered, in a sentence and in the few words of a line of several; false: it is."""

    whole: str = ""
    short: str = ""

    def __bool__(self) -> bool:
        """Whether there is a reason."""
        return bool(self.whole)


_OFFERED = Why()


@dataclass(frozen=True, slots=True)
class Reasons:
    """Why acts are not offered."""

    part: Why = _OFFERED
    undo: Why = _OFFERED
    erase: Why = _OFFERED


def reasons(shown: Timeline, chosen: str) -> Reasons:
    """Say why acts are not offered while the row of this key is chosen."""
    return Reasons(_why_not_part(shown, chosen), _why_not_undo(shown, chosen), _why_not_erase(shown))


def join_to_part(shown: Timeline, chosen: str) -> Done | None:
    """The act that joined two: the chosen row's, or the only one."""
    joins = _joins(shown)
    return next((one for one in joins if one.event == chosen), joins[0] if len(joins) == 1 else None)


def act_of(shown: Timeline, chosen: str) -> Done | None:
    return next((one for one in _acts(shown) if one.event == chosen), None)


def ended_ticket(shown: Timeline, visit: str) -> str:
    """The id of the number of a visit that is theirs by now and was ended last; empty without one."""
    acts = [one for one in _acts(shown) if one.undone is None]
    whose: dict[str, str] = {}
    for one in acts:  # the newest first
        if isinstance(one.body, TicketIdentified):
            whose.setdefault(one.entity_id, one.body.person)
    ended = (one.entity_id for one in acts if isinstance(one.body, TicketEnded))
    theirs = (each for each in ended if whose.get(each) in shown.together)
    return next((each for each in theirs if each.startswith(f"{visit}:")), "")


def _acts(shown: Timeline) -> list[Done]:
    return [entry for entry in shown.entries if isinstance(entry, Done)]


def _joins(shown: Timeline) -> list[Done]:
    """The last word on each pair, newest first, where it says one."""
    said = [
        one for one in _acts(shown) if one.undone is None and isinstance(one.body, PairSame | PairNotSame)
    ]
    last = {one.entity_id: one for one in reversed(said)}
    return [one for one in last.values() if isinstance(one.body, PairSame)]


def _why_not_part(shown: Timeline, chosen: str) -> Why:
    if not _joins(shown):
        return Why(_("Orang ini tidak tergabung"), _("tidak tergabung"))
    if join_to_part(shown, chosen):
        return _OFFERED
    return Why(_("Pilih baris gabungannya di riwayat dahulu"), _("pilih gabungannya"))


def _why_not_undo(shown: Timeline, chosen: str) -> Why:
    entry = act_of(shown, chosen)
    if entry is None:
        whole = _("Pilih satu langkah di riwayat dahulu; isi daftar tidak dibatalkan di sini")
        return Why(whole, _("pilih satu langkah"))
    if entry.undone is not None:
        return Why(_("Langkah ini sudah dibatalkan"), _("sudah dibatalkan"))
    if entry.final:
        return Why(_("Langkah ini tidak bisa dibatalkan"), _("tidak bisa dibatalkan"))
    return _OFFERED


def _why_not_erase(shown: Timeline) -> Why:
    if any(getattr(one.body, field, "") for one in _acts(shown) for field in _personal(one)):
        return _OFFERED
    return Why(_("Jurnal tidak menyimpan data pribadi orang ini"), _("tidak ada di jurnal"))


def _personal(entry: Done) -> tuple[str, ...]:
    return CATALOGUE[entry.kind].personal if entry.kind in CATALOGUE else ()
