"""What every command shares: its folder, who acts, how errors are told, how results are written."""

from __future__ import annotations

import functools
import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, ParamSpec, TextIO, TypeVar

import click

from ektp_desk.desk.desk import Desk
from ektp_desk.domain.errors import EktpError, StoreDamaged
from ektp_desk.logs import log
from ektp_desk.settings import Folders, folders
from ektp_desk.words import _
from ektp_desk.words.errors import sentence

if TYPE_CHECKING:  # the window needs neither before somebody signs in
    from ektp_desk.store.store import Store
    from ektp_desk.usecases.session import Session

_LONGEST_PASSPHRASE = 4096  # signs, its line's end included; a descriptor may give without end
P = ParamSpec("P")
R = TypeVar("R")


class DayParam(click.ParamType[date]):
    """A date as ISO writes it."""

    name = "date"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Read YYYY-MM-DD; anything else is a usage error."""
        if isinstance(value, date):
            return value
        try:
            return datetime.strptime(str(value), "%Y-%m-%d").date()  # noqa: DTZ007  a calendar day, no instant
        except ValueError:
            self.fail(f"{value!r}: YYYY-MM-DD", param, ctx)


@dataclass(frozen=True, slots=True)
class Signing:
    """Who acts, and where the passphrase comes from."""

    data: Path | None
    user: str | None
    passphrase_fd: int | None
    today: date | None

    @property
    def folders(self) -> Folders:
        """The folders this command works on."""
        return folders(self.data)


def data_option(command: Callable[P, R]) -> Callable[P, R]:
    """Add `--data DIR`."""
    help_text = _("Folder data kantor; tanpa ini, folder milik pengguna.")
    return click.option("--data", type=click.Path(path_type=Path, file_okay=False), help=help_text)(command)


def signing_options(command: Callable[..., R]) -> Callable[..., R]:
    """Add the options of every command that opens the store; gives them as one `Signing`."""

    @functools.wraps(command)
    def gathered(
        *args: object,
        data: Path | None,
        user: str | None,
        passphrase_fd: int | None,
        today: date | None,
        **rest: object,
    ) -> R:
        return command(*args, signing=Signing(data, user, passphrase_fd, today), **rest)

    options: list[Callable[[Callable[..., R]], Callable[..., R]]] = [
        data_option,
        click.option("--user", metavar="NAME", help=_("Nama pengguna; tak perlu bila hanya satu.")),
        click.option("--passphrase-fd", type=int, metavar="N", help=_("Baca kata sandi dari deskriptor N.")),
        click.option("--today", type=DayParam(), help=_("Anggap hari ini tanggal itu.")),
    ]
    return functools.reduce(lambda made, option: option(made), reversed(options), gathered)


def read_passphrase(descriptor: int | None, asked: str = "") -> str:
    """Take the passphrase from a descriptor (up to the first line's end), or ask for it."""
    if descriptor is None and not sys.stdin.isatty():
        return _first_line(sys.stdin)  # nobody is there to be asked
    if descriptor is None:
        answer: str = click.prompt(asked or _("Kata sandi"), hide_input=True, err=True)
        return answer
    try:
        with os.fdopen(descriptor, encoding="utf-8") as stream:
            return _first_line(stream)
    except (OSError, ValueError):  # not open, or no text
        raise EktpError("passphrase.unreadable") from None


def _first_line(stream: TextIO) -> str:
    line = stream.readline(_LONGEST_PASSPHRASE)
    if not line or len(line) == _LONGEST_PASSPHRASE:
        raise EktpError("passphrase.unreadable")
    return line.rstrip("\r\n")


@contextmanager
def signed_in(signing: Signing) -> Iterator[tuple[Desk, Session]]:
    """Hold the folder, open the store as the named (or only) user, and close both again."""
    with signed_in_by(signing) as (desk, session, _passphrase):
        yield desk, session


@contextmanager
def signed_in_by(signing: Signing) -> Iterator[tuple[Desk, Session, str]]:
    """Do the same, and give the passphrase too: for an act that asks for it once more."""
    with Desk(signing.folders, today=signing.today) as desk:
        user = find_user(desk, signing.user)
        passphrase = read_passphrase(signing.passphrase_fd)
        session = desk.sign_in(user, passphrase)
        _tell_news(desk, session)
        yield desk, session, passphrase


def _tell(news: list[EktpError]) -> None:
    for each in news:
        click.echo(sentence(each), err=True)


def _tell_news(desk: Desk, session: Session) -> None:
    """Say on standard error what the window says after a sign-in."""
    from ektp_desk.usecases.admin.commands import keep_compared  # noqa: PLC0415  the window's start does without
    from ektp_desk.usecases.admin.queries import compare_views  # noqa: PLC0415  the same

    found = compare_views(session)
    differing = [EktpError("views.differ", count=found.differing)] if found.differing else []
    _tell([*desk.told, *differing])
    if not differing:
        keep_compared(session, found)


@contextmanager
def opened(signing: Signing, *, looking: bool = False) -> Iterator[tuple[Desk, Store]]:
    """Do the same for the store alone, whatever became of its rows.

    Who is only `looking` writes no event, also not that a folder was copied.
    """
    with Desk(signing.folders, today=signing.today, looking=looking) as desk:
        user = find_user(desk, signing.user)
        keys = desk.unlock(user, read_passphrase(signing.passphrase_fd))
        store = desk.open_store(user, keys)
        _refuse_removed(store, user)
        _tell(desk.told)
        yield desk, store


def _refuse_removed(store: Store, user: str) -> None:
    """Let nobody in whom the journal removed, unless the rows that would say so cannot be read."""
    from ektp_desk.desk.opening import refuse_removed  # noqa: PLC0415  the window's start does without

    with suppress(StoreDamaged):
        refuse_removed(store, user)


def find_user(desk: Desk, name: str | None) -> str:
    """Raises `user.name_needed`, `user.unknown`."""
    users = [slot.user for slot in desk.slots.users]
    if name is None:
        if len(users) != 1:
            raise EktpError("user.name_needed")
        return users[0].id
    found = [user.id for user in users if user.name == name]
    if not found:
        raise EktpError("user.unknown")
    return found[0]


def telling(command: Callable[P, R]) -> Callable[P, R]:
    """End a command with a sentence and exit 1 instead of a traceback; the log keeps the rest."""

    @functools.wraps(command)
    def told(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return command(*args, **kwargs)
        except EktpError as error:
            click.echo(sentence(error), err=True)
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except Exception:
            log().exception("program.error")
            click.echo(sentence(EktpError("program.error")), err=True)
        sys.exit(1)

    return told


def write_json(document: object) -> None:
    """Write one document to standard output."""
    click.echo(as_json_text(document))


def as_json_text(document: object) -> str:
    """The same for standard output and for files."""
    return json.dumps(document, ensure_ascii=False, indent=1, default=_as_text)


def _as_text(value: object) -> str:
    """Write days and moments as ISO 8601."""
    return value.isoformat() if isinstance(value, date) else str(value)
