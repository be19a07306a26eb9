"""Reads one or several files as one list: each header understood on its own, rows and places told apart."""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.lists.mapping import Mapping
from ektp_desk.domain.lists.rows import Checked
from ektp_desk.domain.places import RegionCode
from ektp_desk.usecases.lists.queries import Corrections, corrections_of
from ektp_desk.usecases.ports import CheckedList
from ektp_desk.usecases.session import Session

ROWS_APART = 10_000_000  # a list's row numbers stay those of its file, this much higher in each further sheet
_OF_NO_FILE = ("import.cancelled", "import.unknown_kind")
Placed = tuple[int, Checked]


@dataclass(frozen=True, slots=True)
class FilesToRead:
    """What is read, and how."""

    files: Sequence[Path]
    kind: str
    mapping: Mapping | None
    seen: Sequence[str]
    """The files' digests when a person saw what is in them; empty where nobody did."""
    stop: Callable[[], bool]
    village: str = ""
    """Where those live of whom the files do not say it, dotted."""


class FileReadings:
    """The rows of all files, once, in order; `mapping` and `digests` are whole when all have passed."""

    def __init__(self, session: Session, wanted: FilesToRead) -> None:
        self._session = session
        self._wanted = wanted
        self.names = _distinct([shown_name(path.name) for path in wanted.files])
        self.digests: list[str] = []
        self.mapping = Mapping()
        self._sheets = 0

    def __iter__(self) -> Generator[Placed]:
        """Each with the number it has in the list; raises what reading raises."""
        remembered = corrections_of(self._session, self._wanted.kind)
        for path, name in zip(self._wanted.files, self.names, strict=True):
            prefix = name if len(self.names) > 1 else ""
            try:
                yield from self._file(path, prefix, remembered)
            except EktpError as refusal:
                if refusal.code == "import.changed":
                    refusal.file = refusal.file or name
                elif refusal.code not in _OF_NO_FILE:
                    refusal.file = prefix
                raise

    def _file(self, path: Path, prefix: str, remembered: Corrections) -> Generator[Placed]:
        with self._session.lists.read(
            path,
            self._wanted.kind,
            today=self._session.today,
            regency=RegionCode.parse(self._session.office.region),
            gazetteer=self._session.gazetteer,
            mapping=_of_file(self._wanted.mapping, prefix),
            remembered=remembered,
            village=self._wanted.village,
            stop=self._wanted.stop,
        ) as reading:
            yield from self._rows(reading, prefix)

    def _rows(self, reading: CheckedList, prefix: str) -> Generator[Placed]:
        self.digests.append(reading.digest)
        self._hold_to_what_was_seen()
        sheets = 0
        for checked in reading:
            sheets = checked.sheet_no + 1
            place = (self._sheets + checked.sheet_no) * ROWS_APART
            named = _placed(checked, prefix) if prefix else checked
            yield place + (checked.row.number if checked.row else 0), named
        self._sheets += sheets
        self.mapping = _joined(self.mapping, reading.mapping, prefix)

    def _hold_to_what_was_seen(self) -> None:
        """Raise `import.changed` when the file just opened is another, with the names of all that are."""
        seen, at = self._wanted.seen, len(self.digests) - 1
        if not seen or seen[at] == self.digests[at]:
            return
        refusal = EktpError("import.changed")
        later = zip(self._wanted.files[at + 1 :], seen[at + 1 :], self.names[at + 1 :], strict=True)
        changed = [name for path, digest, name in later if self._session.lists.digest(path) != digest]
        refusal.file = ", ".join([self.names[at], *changed])
        raise refusal


def shown_name(name: str) -> str:
    """Signs that steer a terminal or turn a line around are marked."""
    return "".join(sign if sign.isprintable() else "\ufffd" for sign in name)


def _placed(checked: Checked, prefix: str) -> Checked:
    """Name the file in a row's problems."""
    problems = [msgspec.structs.replace(p, sheet=named_sheet(prefix, p.sheet)) for p in checked.problems]
    return checked._replace(problems=tuple(problems), file=prefix)


def named_sheet(file: str, sheet: str) -> str:
    """A sheet of one of several files; `file` is empty where there is but one."""
    return " › ".join(part for part in (file, sheet) if part)


def _joined(one: Mapping, other: Mapping, prefix: str) -> Mapping:
    if not prefix:
        return other
    sheets = [
        msgspec.structs.replace(sheet, sheet=named_sheet(prefix, sheet.sheet)) for sheet in other.sheets
    ]
    left_out = [named_sheet(prefix, sheet) for sheet in other.left_out]
    return Mapping((*one.sheets, *sheets), (*one.left_out, *left_out))


def _of_file(mapping: Mapping | None, prefix: str) -> Mapping | None:
    """The part that is this file's, sheets named as the file names them."""
    if mapping is None or not prefix:
        return mapping
    return Mapping(
        tuple(
            msgspec.structs.replace(columns, sheet=columns.sheet[len(prefix) :].removeprefix(" › "))
            for columns in mapping.sheets
            if columns.sheet == prefix or columns.sheet.startswith(f"{prefix} › ")
        )
    )


def _distinct(names: list[str]) -> list[str]:
    """Tell files of one name in different folders apart: `data.xlsx`, `data.xlsx (2)`."""
    told: list[str] = []
    for at, name in enumerate(names):
        before = names[:at].count(name)
        told.append(f"{name} ({before + 1})" if before else name)
    return told
