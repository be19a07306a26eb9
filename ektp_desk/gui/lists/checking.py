"""What the store's thread does for whoever loads a list: checks it, keeps it, forgets a correction."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from ektp_desk.domain.journal.bodies import LayoutCorrected
from ektp_desk.domain.journal.events import Entity
from ektp_desk.domain.lists.mapping import Mapping
from ektp_desk.domain.lists.meanings import ListKind, Meaning
from ektp_desk.gui.lists.columns import corrected, layouts_of
from ektp_desk.gui.lists.understood import Understood, understood
from ektp_desk.usecases.admin.queries import user_names
from ektp_desk.usecases.lists.commands import Imported, import_list, remember
from ektp_desk.usecases.lists.found_files import Found, folder_of
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.withdrawal import withdraw

Stop = Callable[[], bool]
Step = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is read and as what; `mapping` and the layouts in `corrected` are a person's, else guessed.

    `seen` are the digests of the files that the person corrected.
    """

    kind: ListKind
    files: tuple[Path, ...]
    mapping: Mapping | None = None
    corrected: frozenset[str] = frozenset()
    seen: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Said:
    """What a person says of the list as a whole."""

    name: str
    as_of: date
    source: str


@dataclass(frozen=True, slots=True)
class Remembered:
    """A layout that is understood as somebody once said: the event, its day, and who."""

    layout: str
    event: str
    on: date
    by: str


@dataclass(frozen=True, slots=True, repr=False)
class Seen:
    """A dry run, in figures and in words; `today` is the office's day."""

    wanted: Wanted
    imported: Imported
    words: Understood
    remembered: tuple[Remembered, ...]
    today: date


def look(session: Session, wanted: Wanted, *, stop: Stop, step: Step) -> Seen | list[Found]:
    """Check files, keep nothing; one that is a folder is opened instead. Raises what reading raises."""
    if len(wanted.files) == 1:
        found = folder_of(wanted.files[0], session.clock().offset)
        if found is not None:
            return found
    return check(session, wanted, stop=stop, step=step)


def check(session: Session, wanted: Wanted, *, stop: Stop, step: Step) -> Seen:
    """Check files, keep nothing. Raises what reading raises."""
    done = import_list(
        session, wanted.files, wanted.kind.value, name="", as_of=session.today, dry_run=True,
        mapping=wanted.mapping, seen=wanted.seen, stop=stop, step=step,
    )  # fmt: skip
    words = understood(session, done, wanted.kind, wanted.files)
    return Seen(wanted, done, words, _remembered(session, wanted, done.mapping), session.today)


def keep(session: Session, seen: Seen, said: Said, *, stop: Stop, step: Step) -> Imported:
    """Keep the list, then how its layouts were corrected. Raises what reading and keeping raise."""
    wanted = seen.wanted
    done = import_list(
        session, wanted.files, wanted.kind.value, name=said.name, as_of=said.as_of, source=said.source,
        mapping=wanted.mapping, seen=seen.imported.digests, stop=stop, step=step,
    )  # fmt: skip
    for layout in layouts_of(done.mapping) if done.list_id else []:
        if layout.key in wanted.corrected:
            remember(session, wanted.kind.value, layout.sheets[0])
    return done


def with_column(seen: Seen, layout: str, *, place: int, meaning: Meaning) -> Wanted:
    """Give what is read when one column of a layout means something else."""
    mapping = corrected(seen.imported.mapping, layout, place=place, meaning=meaning)
    layouts = seen.wanted.corrected | {layout}
    return replace(seen.wanted, mapping=mapping, corrected=layouts, seen=seen.imported.digests)


def forget(session: Session, seen: Seen) -> None:
    """Forget what was remembered of the layouts that are seen. Raises what undoing raises."""
    for one in seen.remembered:
        withdraw(session, Entity.LAYOUT, _layout_id(seen.wanted.kind, one.layout), one.event)


def _remembered(session: Session, wanted: Wanted, mapping: Mapping) -> tuple[Remembered, ...]:
    names = user_names(session)
    found = []
    for layout in layouts_of(mapping):
        held = session.store.life(Entity.LAYOUT, _layout_id(wanted.kind, layout.key)).decided(
            "layout.meanings"
        )
        if layout.key in wanted.corrected or held is None or not isinstance(held.body, LayoutCorrected):
            continue
        if held.body.meanings == layout.sheets[0].meanings:
            by = names.get(held.header.by, "")
            found.append(Remembered(layout.key, held.link, held.moment.day, by))
    return tuple(found)


def _layout_id(kind: ListKind, layout: str) -> str:
    return f"{kind.value}:{layout}"
