"""An office in mid-visit, for stories that ask who may do what."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from ektp_desk.domain.journal.bodies import Body, ClaimCorrected, EventsPlaced, TicketGiven, TicketServed
from ektp_desk.domain.journal.events import Entity, NewEvent
from ektp_desk.domain.journal.signing import Signer
from ektp_desk.domain.roles import Role
from ektp_desk.seal.keys import UserKeys, UserSigner, new_user_keys
from ektp_desk.store.store import Store
from ektp_desk.usecases.admin.commands import add_user
from ektp_desk.usecases.admin.queries import all_users, events_held
from ektp_desk.usecases.lists.commands import import_list, withdraw_list
from ektp_desk.usecases.people.queries import search
from ektp_desk.usecases.ports import NewKeys
from ektp_desk.usecases.queue.commands import call_next, give_numbers, serve
from ektp_desk.usecases.recording.commands import (
    WalkIn,
    begin,
    finish,
    identify,
    identify_walk_in,
    set_all_complete,
)
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.shapes import User
from ektp_desk.usecases.visits.commands import Proof
from tests.offices import WORDS, TestOffice

LIST = (
    "NIK;NAMA_LGKP;JENIS_KLM;TMPT_LHR;TGL_LHR;KODE_KECAMATAN;KODE_DESA;KETERANGAN\n"
    '="5302325203929001";ORPA CONTOH;PEREMPUAN;SOE;12-03-1992;32;2003;BLM_RKM_KTP\n'
)


@dataclass(frozen=True)
class OpenGuard:
    """Lets everybody through and keeps nothing but that it was asked: what is told here is the role alone."""

    holder: str
    asked: list[str] = field(default_factory=list)

    def confirm(self, passphrase: str) -> None:
        """Believe it."""
        assert passphrase
        self.asked.append("confirm")

    def second(self, user_id: str, passphrase: str) -> Signer:
        """Believe it, and sign with any key."""
        assert passphrase
        self.asked.append("second")
        return UserSigner(user_id, new_user_keys())

    def device_keys(self) -> UserKeys:
        """Nobody asks whose they are."""
        return new_user_keys()

    def new_keys(self) -> UserKeys:
        """Keep nothing."""
        return new_user_keys()

    def holders(self) -> dict[str, bool]:
        """Name the one who holds the office's key."""
        return {self.holder: True}

    def let_in(
        self, user_id: str, name: str, *, roles: tuple[str, ...], passphrase: str, keys: NewKeys
    ) -> None:
        """Keep nothing."""
        assert all((user_id, name, roles, passphrase, keys.sign))
        self.asked.append("let_in")

    def change(
        self,
        user_id: str,
        name: str,
        *,
        roles: tuple[str, ...],
        passphrase: str | None = None,
        keys: NewKeys | None = None,
    ) -> None:
        """Keep nothing."""
        assert all((user_id, name, roles, passphrase != "", keys is None or keys.sign))
        self.asked.append("change")

    def shut_out(self, user_id: str) -> None:
        """Keep nothing."""
        assert user_id
        self.asked.append("shut_out")

    def check_chosen(self, passphrase: str, roles: tuple[str, ...]) -> None:
        """Take any."""
        assert passphrase
        assert roles

    def new_passphrase(self) -> str:
        """The same to everybody."""
        return WORDS


def proof_of(session: Session, visit: str) -> Proof:
    """What a passphrase would have given, without asking for it: here the role alone is told."""
    return Proof(session.user.id, visit, UserSigner(session.user.id, new_user_keys()))


@dataclass
class Stage:
    """An office in mid-visit: A001 is being recorded at desk A, the next are waiting."""

    office: TestOffice
    folder: Path
    visit: str = ""
    tickets: list[str] = field(default_factory=list)
    recording: str = ""
    person: str = ""
    people: tuple[str, str] = ("", "")
    third: str = ""
    lists: tuple[str, str] = ("", "")  # one stands, one was withdrawn
    guard: OpenGuard = field(default_factory=lambda: OpenGuard(""))  # of the session that was given last

    def session(self, role: Role | None) -> Session:
        """The session of somebody with one role, or with all of them."""
        roles = role.value if role else " ".join(Role)
        user = User(self.office.user, "Maria T.", roles)
        self.guard = OpenGuard(self.office.user)
        return dataclasses.replace(self.office.session, user=user, guard=self.guard)

    def events(self) -> int:
        """Count what the journal holds."""
        return events_held(self.office.session.store)

    def other(self, name: str) -> str:
        """By name."""
        found = all_users(self.office.store)
        return next(user.id for user in found if user.name == name)


def set_stage(office: TestOffice, folder: Path) -> Stage:
    """Bring an office that is new to mid-visit; its list files lie in `folder`."""
    made = Stage(office, folder)
    session = made.session(None)
    (folder / "daftar.csv").write_text(LIST, encoding="utf-8")
    (folder / "lain.csv").write_text(LIST.replace("9001", "9002"), encoding="utf-8")
    made.lists = (imported(made, session, "daftar.csv"), imported(made, session, "lain.csv"))
    withdraw_list(session, made.lists[1], reason="salah kecamatan")
    made.people = (search(session, "orpa")[0].person.id, "")
    made.visit = office.open_visit(made.lists[0])
    made.tickets = give_numbers(session, made.visit, letter="A", count=3)
    call_next(session, made.visit, desk="A")
    serve(session, made.tickets[0], desk="A")
    made.person = identify_walk_in(session, made.tickets[0], WalkIn("Daud Contoh", "L", birth="1990-01-02"))
    made.people = (made.people[0], made.person)
    made.third = identify_walk_in(session, made.tickets[2], WalkIn("Noh Contoh", "L", birth="1991-01-02"))
    made.recording = begin(session, made.tickets[0], desk="A")
    add_user(session, "Noh Contoh", ["queue"])
    return made


def imported(stage: Stage, session: Session, name: str) -> str:
    day = date(2019, 4, 1)
    return import_list(session, [stage.folder / name], "belum-rekam", name=name, as_of=day).list_id


def contradict(session: Session, person: str, *names: str) -> None:
    """Let names of a person stand that did not see each other, as two laptops write them."""
    assert isinstance(session.store, Store)

    def said(name: str) -> NewEvent:
        return NewEvent(Entity.PERSON, person, ClaimCorrected(field="name", value=name, was="", ground="KK"))

    for link in [session.write(said(name))[0].link for name in names]:
        _unsee(session.store, link)
    again = ClaimCorrected(field="kk_number", value="", was="", ground="KK")
    session.write(NewEvent(Entity.PERSON, person, again))  # so that the rows are folded again


def _unsee(store: Store, link: str) -> None:
    """Let an event have seen nothing."""
    store.connection.execute(
        "UPDATE events SET header = CAST(json_set(CAST(header AS TEXT), '$.after', json('[]')) AS BLOB) "
        "WHERE link = ?",
        (bytes.fromhex(link),),
    )


def give_twice(session: Session, visit: str, *, loose: bool = False) -> None:
    """Let B007 be given twice unseen; `loose`: and be served by somebody who saw both."""
    assert isinstance(session.store, Store)
    ticket = f"{visit}:B007"

    def say(body: Body) -> str:
        return session.write(NewEvent(Entity.TICKET, ticket, body, visit))[0].link

    for _ in range(2):
        _unsee(session.store, say(TicketGiven(letter="B", serial=7, purpose="record")))
    say(TicketServed(desk="B") if loose else EventsPlaced(giving="", events=()))


def record_twice(session: Session, recording: str, ticket: str, person: str) -> None:
    """Finish a recording, and one more of its person as if another laptop had made it unseen."""
    assert isinstance(session.store, Store)
    set_all_complete(session, recording)
    finish(session, recording)
    serve(session, ticket, desk="A")
    identify(session, ticket, person)
    again = begin(session, ticket, desk="A")
    set_all_complete(session, again)
    finish(session, again)
    run = session.store.connection.execute
    run("INSERT INTO journals (device, incarnation) VALUES ('another', 'first')")
    run("UPDATE events SET journal = last_insert_rowid() WHERE entity_id = ?", (again,))
