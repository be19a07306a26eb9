"""Files that are looked at before they are loaded as a list, kept as they were seen, or corrected first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from ektp_desk.domain.journal.bodies import LayoutCorrected
from ektp_desk.domain.journal.events import Entity
from ektp_desk.domain.lists.mapping import Mapping, corrected, layout_id, layouts_of
from ektp_desk.domain.lists.meanings import ListKind, Meaning
from ektp_desk.usecases.admin.queries import user_names
from ektp_desk.usecases.lists.commands import Imported, import_list, remember
from ektp_desk.usecases.lists.found_files import FoundFile, folder_of
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.withdrawal import withdraw

Stop = Callable[[], bool]
Step = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class ToCheck:
    """What is read and as what; `mapping` and the layouts in `corrected` are a person's, else guessed.

    `seen` are the digests of the files that the person corrected; `village`: where those live of whom the
    files do not say it, by the person's word.
    """

    kind: ListKind
    files: tuple[Path, ...]
    mapping: Mapping | None = None
    corrected: frozenset[str] = frozenset()
    seen: tuple[str, ...] = ()
    village: str = ""


@dataclass(frozen=True, slots=True)
class ListTitle:
    """What a person says of the list as a whole."""

    name: str
    as_of: date
    source: str


@dataclass(frozen=True, slots=True)
class RememberedLayout:
    """A layout that is understood as somebody once said: the event, its day, and who."""

    layout: str
    event: str
    on: date
    by: str


@dataclass(frozen=True, slots=True, repr=False)
class CheckedFiles:
    """A dry run; `today` is the office's day."""

    wanted: ToCheck
    imported: Imported
    remembered: tuple[RememberedLayout, ...]
    today: date


def look_at(session: Session, wanted: ToCheck, *, stop: Stop, step: Step) -> CheckedFiles | list[FoundFile]:
    """Check files, keep nothing; one that is a folder is opened instead. Raises what reading raises."""
    if len(wanted.files) == 1:
        found = folder_of(wanted.files[0], session.clock().offset)
        if found is not None:
            return found
    return check_files(session, wanted, stop=stop, step=step)


def check_files(session: Session, wanted: ToCheck, *, stop: Stop, step: Step) -> CheckedFiles:
    """Check files, keep nothing. Raises what reading raises."""
    done = session.aside(
        import_list, wanted.files, wanted.kind.value, name="", as_of=session.today, dry_run=True,
        mapping=wanted.mapping, seen=wanted.seen, village=wanted.village, stop=stop, step=step,
    )  # fmt: skip
    return CheckedFiles(wanted, done, _remembered(session, wanted, done.mapping), session.today)


def keep_checked(
    session: Session, checked: CheckedFiles, said: ListTitle, *, stop: Stop, step: Step
) -> Imported:
    """Keep the list, then how its layouts were corrected. Raises what reading and keeping raise."""
    wanted = checked.wanted
    done = import_list(
        session, wanted.files, wanted.kind.value, name=said.name, as_of=said.as_of, source=said.source,
        mapping=wanted.mapping, seen=checked.imported.digests, village=wanted.village, stop=stop, step=step,
    )  # fmt: skip
    for layout in layouts_of(done.mapping) if done.list_id else []:
        if layout.key in wanted.corrected:
            remember(session, wanted.kind.value, layout.sheets[0])
    return done


def with_column(checked: CheckedFiles, layout: str, *, place: int, meaning: Meaning) -> ToCheck:
    """What is read when one column of a layout means something else."""
    mapping = corrected(checked.imported.mapping, layout, place=place, meaning=meaning)
    layouts = checked.wanted.corrected | {layout}
    return replace(checked.wanted, mapping=mapping, corrected=layouts, seen=checked.imported.digests)


def forget_layouts(session: Session, checked: CheckedFiles) -> None:
    """Forget what was remembered of the layouts that were read. Raises what undoing raises."""
    for one in checked.remembered:
        withdraw(session, Entity.LAYOUT, layout_id(checked.wanted.kind, one.layout), one.event)


def _remembered(session: Session, wanted: ToCheck, mapping: Mapping) -> tuple[RememberedLayout, ...]:
    names = user_names(session)
    found = []
    for layout in layouts_of(mapping):
        held = session.store.life(Entity.LAYOUT, layout_id(wanted.kind, layout.key)).decided(
            "layout.meanings"
        )
        if layout.key in wanted.corrected or held is None or not isinstance(held.body, LayoutCorrected):
            continue
        if held.body.meanings == layout.sheets[0].meanings:
            by = names.get(held.header.by, "")
            found.append(RememberedLayout(layout.key, held.link, held.moment.day, by))
    return tuple(found)
