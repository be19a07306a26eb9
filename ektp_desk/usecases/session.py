"""Somebody at work: the store, who acts, and by what clock. Every act of the desk goes through here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Concatenate, ParamSpec

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.journal.bodies import ListDue, Withdrawn
from ektp_desk.domain.journal.catalogue import KIND_OF, CountsFrom, Kind, kind_as_said
from ektp_desk.domain.journal.events import Entity, Event, NewEvent
from ektp_desk.domain.journal.signing import Signer
from ektp_desk.domain.moments import Moment
from ektp_desk.domain.places import Gazetteer
from ektp_desk.usecases.devices import Devices
from ektp_desk.usecases.ports import (
    Aside,
    Cell,
    Credentials,
    EventStore,
    ObjectStore,
    PaperRenderer,
    Spreadsheets,
    T,
)
from ektp_desk.usecases.shapes import Office, User

P = ParamSpec("P")


@dataclass(frozen=True)
class Session:
    """One user signed in to one office's store on one device."""

    store: EventStore = field(repr=False)
    user: User
    office: Office
    device: str
    clock: Callable[[], Moment]
    new_id: Callable[[], str]
    gazetteer: Gazetteer = field(repr=False)
    lists: Spreadsheets
    prints: PaperRenderer
    guard: Credentials = field(repr=False)
    files: ObjectStore = field(repr=False)
    devices: Devices = field(repr=False)
    elsewhere: Aside | None = field(default=None, repr=False)  # where `aside` runs
    at_office: bool = True  # whether this is an office desk: a laptop says nothing that is an ADB's alone

    def write(self, *acts: NewEvent, second: Signer | None = None) -> list[Event]:
        """Write acts in one transaction, as this user, now; `second` stands beside each and signs it too.

        Raises `role.not_allowed`, `act.office_only` before anything is written.
        """
        self.check_roles(*acts)
        return self.store.write(acts, at=self.clock(), second=second)

    def check_roles(self, *acts: NewEvent) -> None:
        """Raise `role.not_allowed` unless this user may write all of these, `act.office_only` unless here.

        What is written all the same is held at every desk that it comes to.
        """
        for act in acts:
            kind = self._kind_of(act)
            if not self.user.role_set & kind.roles:
                raise EktpError("role.not_allowed")
            if kind.counts_from is CountsFrom.OFFICE and not self.at_office:
                raise EktpError("act.office_only")

    def _kind_of(self, act: NewEvent) -> Kind:
        name, undone = KIND_OF[type(act.body)].name, ""
        if act.entity is Entity.LIST and isinstance(act.body, Withdrawn):
            due = (e.link for e in self.store.events(act.entity, act.id) if isinstance(e.body, ListDue))
            undone = "list_due" if act.body.event in due else ""
        return kind_as_said(name, act.entity, undone) or KIND_OF[type(act.body)]

    def aside(
        self, use_case: Callable[Concatenate[Session, P], T], /, *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Run what computes long and writes nothing: in a process of its own, so that it holds up no save."""
        if self.elsewhere is None:
            return use_case(self, *args, **kwargs)
        return self.elsewhere(self, use_case, *args, **kwargs)

    def one(self, name: str, shape: type[T], /, **params: Cell) -> T | None:
        """Answer a named query that gives at most one row."""
        rows = self.store.ask(name, shape, **params)
        return rows[0] if rows else None

    def value(self, name: str, shape: type[T], /, **params: Cell) -> T | None:
        """Answer a named query that gives one cell; None when there is no row."""
        values = self.values(name, shape, **params)
        return values[0] if values else None

    def values(self, name: str, shape: type[T], /, **params: Cell) -> list[T]:
        """Answer a named query that gives one column, named `value`."""
        return [row["value"] for row in self.store.ask(name, dict[str, shape], **params)]  # type: ignore[valid-type]  # a type given at run time

    @property
    def now(self) -> datetime:
        """The office's wall clock."""
        return self.clock().local

    @property
    def today(self) -> date:
        """The office's calendar day."""
        return self.clock().day
