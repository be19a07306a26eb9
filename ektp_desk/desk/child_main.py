"""The process beside the desk's: runs use cases over a store that it asks the desk for; see `child`."""

from __future__ import annotations

import os
import pickle
import secrets
import signal
import sys
import traceback
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, NoReturn, TypeVar

import msgspec

import ektp_desk
from ektp_desk.desk.places import gazetteer_of
from ektp_desk.desk.printing import ReportlabPapers
from ektp_desk.desk.spreadsheets import ListFiles
from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.journal.events import Entity, Event
from ektp_desk.domain.journal.life import Life
from ektp_desk.domain.lists.counts import Stood
from ektp_desk.memory import close_memory
from ektp_desk.usecases.ports import Cell, WritesNothing
from ektp_desk.usecases.session import Session

T = TypeVar("T")
_ROOT = Path(ektp_desk.__file__).parents[1]


class DeskPipe:
    """The other end: asked for rows, told what was found."""

    def __init__(self, hears: IO[bytes], says: IO[bytes]) -> None:
        self._hears, self._says = hears, says

    def tell(self, kind: str, what: object) -> None:
        pickle.dump((kind, what), self._says, pickle.HIGHEST_PROTOCOL)
        self._says.flush()

    def hear(self) -> Any:
        return pickle.load(self._hears)  # noqa: S301  the desk's own

    def ask(self, method: str, *args: object, **kwargs: object) -> Any:
        self.tell(method, (args, kwargs))
        return self.hear()


class AskedStore(WritesNothing):
    """Implements `usecases.ports.EventStore` by asking the desk."""

    def __init__(self, desk: DeskPipe) -> None:
        self._desk = desk

    @property
    def files(self) -> NoReturn:
        raise NotImplementedError

    def ask(self, name: str, shape: type[T], /, **params: Cell) -> list[T]:
        rows = self._desk.ask("rows", name, **params)
        return msgspec.convert(rows, list[shape], strict=False)  # type: ignore[valid-type]  # a type given at run time

    def definitions(self, *names: str) -> list[str]:
        return list(self._desk.ask("definitions", *names))

    def life(self, entity: Entity, entity_id: str) -> Life:
        found: Life = self._desk.ask("life", entity, entity_id)
        return found

    def events(self, entity: Entity, entity_id: str) -> list[Event]:
        return list(self.life(entity, entity_id).all)

    def find_people(self, text: str, *, limit: int) -> dict[str, int]:
        return dict(self._desk.ask("find_people", text, limit=limit))

    def compare_views(self, visit: str = "") -> NoReturn:
        raise NotImplementedError

    def heads(self) -> list[str]:
        return list(self._desk.ask("heads"))

    @contextmanager
    def ledger(self) -> Iterator[AskedLedger]:
        self._desk.tell("ledger", None)
        self._desk.hear()
        yield AskedLedger(self._desk)


class AskedLedger:
    """Implements `usecases.ports.NikLedger` by asking the desk."""

    def __init__(self, desk: DeskPipe) -> None:
        self._desk = desk

    def note(self, niks: Sequence[str], names: Sequence[str]) -> list[Stood]:
        self._desk.tell("note", (list(niks), list(names)))
        return list(self._desk.hear())


def main() -> None:
    """Answer one use case after another until the desk has gone."""
    close_memory()
    signal.signal(
        signal.SIGTERM, lambda _number, _frame: sys.exit(1)
    )  # ends the reading of a list on the way
    if hasattr(os, "nice"):
        os.nice(10)  # whoever saves goes first
    says = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    desk = DeskPipe(sys.stdin.buffer, says)
    while True:
        try:
            _answer(desk, *desk.hear())
        except (EOFError, BrokenPipeError):
            return  # nobody is left to answer


def _answer(desk: DeskPipe, use_case: Any, facts: Any, args: Any, kwargs: Any, steps: bool) -> None:  # noqa: FBT001  a message
    if steps:
        kwargs["step"] = lambda rows: desk.tell("step", rows)
    try:
        answer = use_case(_session(desk, *facts), *args, **kwargs)
    except EktpError as error:
        desk.tell("refused", error)
    except (EOFError, BrokenPipeError):
        raise
    except Exception as error:
        desk.tell("broke", f"{type(error).__name__} at {_places(error)}")
    else:
        desk.tell("done", answer)


def _places(error: Exception) -> str:
    frames = traceback.extract_tb(error.__traceback__)
    return " < ".join(f"{_short(frame.filename)}:{frame.lineno}" for frame in reversed(frames))


def _short(file: str) -> str:
    path = Path(file)
    return path.relative_to(_ROOT).as_posix() if path.is_relative_to(_ROOT) else path.name


class _Missing:
    """What a session has only at the desk."""

    def __getattr__(self, name: str) -> NoReturn:
        raise NotImplementedError(name)


def _session(desk: DeskPipe, user: Any, office: Any, device: str, moment: Any) -> Session:
    missing: Any = _Missing()
    return Session(
        store=AskedStore(desk),
        user=user,
        office=office,
        device=device,
        clock=lambda: moment,
        new_id=lambda: secrets.token_hex(16),
        gazetteer=gazetteer_of(office.region),
        lists=ListFiles(),
        prints=_Prints(desk),
        guard=missing,
        files=missing,
        devices=missing,
    )


class _Prints(ReportlabPapers):
    """Lets go of the moment that was read before something is drawn, for drawing takes long."""

    def __init__(self, desk: DeskPipe) -> None:
        self._desk = desk

    def pdf(self, facts: object) -> bytes:
        self._desk.ask("rest")
        return super().pdf(facts)


if __name__ == "__main__":
    main()
