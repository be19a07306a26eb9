"""Makes an office's folder of today's version, to be kept: `python -m tests.store.keeping` writes it.

Two laptops, two visits, every kind of event and every outcome; nobody in it lives. What later versions are
held to by it stands in `test_kept_versions.py`. A folder that is kept is never made anew.
"""

from __future__ import annotations

import shutil
import tempfile
from datetime import time, timedelta
from pathlib import Path

from ektp_desk.desk.desk import Desk
from ektp_desk.desk.founding import charter_of, found
from ektp_desk.desk.sample.day import DayClock
from ektp_desk.domain.journal.catalogue import CATALOGUE
from ektp_desk.domain.lists.mapping import SheetColumns
from ektp_desk.domain.office.policies import CAPTURE, REFUSE, Policy
from ektp_desk.domain.paper.kinds import PaperKind, Wanted
from ektp_desk.domain.places import RegionCode
from ektp_desk.domain.recordings import Modality, ModalityState, Taken
from ektp_desk.domain.tickets import Outcome, Priority, Purpose
from ektp_desk.settings import Folders
from ektp_desk.store.opening import VERSION
from ektp_desk.store.receiving import all_events
from ektp_desk.usecases.admin.commands import (
    add_user,
    change_user,
    note_backup,
    remove_user,
    reset_passphrase,
    set_policy,
    undo_rule,
)
from ektp_desk.usecases.admin.queries import rules
from ektp_desk.usecases.lists.commands import import_list, remember, withdraw_list
from ektp_desk.usecases.people.commands import Ground, correct, erase_person, say_not_same, say_same, settle
from ektp_desk.usecases.people.decisions import contradictions
from ektp_desk.usecases.people.queries import search
from ektp_desk.usecases.queue.commands import (
    NewGroup,
    call,
    come_back,
    end_ticket,
    give_numbers,
    prioritise,
    put_back,
    serve,
    set_purpose,
    skip,
    void_ticket,
)
from ektp_desk.usecases.queue.homes import Home, ask_home, move_stop
from ektp_desk.usecases.queue.queries import home_round
from ektp_desk.usecases.recording.capture import capture_signature
from ektp_desk.usecases.recording.commands import (
    WalkIn,
    accept_exceptions,
    begin,
    change_person,
    finish,
    identify_walk_in,
    set_all_complete,
    set_modality,
    write_note,
)
from ektp_desk.usecases.recording.documents import see_documents
from ektp_desk.usecases.reports.papers import make_named
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.visits.commands import (
    begin_day,
    close_visit,
    confirm_day,
    count_sent_home,
    open_desk,
    plan_visit,
    postpone_visit,
    reopen_visit,
)
from tests.captures.taking import SIGNED
from tests.kept import CHEAP, DAY, WORDS, morning
from tests.office.stage import LIST
from tests.offices import VILLAGE, proved

WORDS_007 = "bambu cemara delima embun fajar"  # in the office that 007 left; later ones have `WORDS`
VERSIONS = Path(__file__).with_name("versions")
ANCHOR = "office.anchor"  # as the data folder's own lay in the state folder
RECOVERY = "recovery.txt"  # the key of the recovery page; it opens this office alone
SUMMER = DAY + timedelta(days=100)  # the spring's list and people have expired by then
MORE = (
    '="5302321203929002";NOH CONTOH;LAKI-LAKI;SOE;12-03-1992;32;2003;BLM_RKM_KTP\n'
    '="5302324504979003";WELMINCE CONTOH;PEREMPUAN;SOE;05-04-1997;32;2003;BLM_RKM_KTP\n'
)
YULIANA = WalkIn("Yuliana Contoh", "P", nik="5302325203909004", birth="1990-03-12")
DAUD = WalkIn("Daud Contoh", "L", birth="1988-01-02")
HOMES = (Home("Jalan Contoh 1", "Oelbubuk", "1", "2"), Home("Jalan Contoh 2", "Nekmese", "3", "1"))


def make(folder: Path) -> None:
    """Let an office work for two days and leave its folder there, closed, with its anchor."""
    with tempfile.TemporaryDirectory() as place:
        room, clock = Path(place), morning()
        here, there = Folders(room / "data", room / "state"), Folders(room / "other", room / "otherstate")
        charter = charter_of(RegionCode.parse("53.02"), address="Jalan Contoh 9", sample=True)
        made = found(here, charter, user_name="Maria T.", passphrase=WORDS, clock=clock, cost=CHEAP)
        user = made.user
        with Desk(here, clock=clock, cost=CHEAP) as desk:
            spring(desk.sign_in(user, WORDS), clock, room)
        with Desk(here, clock=clock, cost=CHEAP) as desk:
            visit = summer(desk.sign_in(user, WORDS), clock, room)
        shutil.copytree(here.data, there.data, ignore=shutil.ignore_patterns("desk.lock"))
        there.state.mkdir()
        with Desk(here, clock=clock, cost=CHEAP) as desk, Desk(there, clock=clock, cost=CHEAP) as other:
            session, elsewhere = desk.sign_in(user, WORDS), other.sign_in(user, WORDS)
            meet(session, elsewhere, desk, other)
            record(session, clock, visit)
            leave(session, visit)
            written = {name for (name,) in desk.held_store().connection.execute("SELECT kind FROM events")}
            assert written == set(CATALOGUE), set(CATALOGUE) - written
            anchor = here.anchor(desk.slots.install)
        shutil.copytree(here.data, folder, ignore=shutil.ignore_patterns("desk.lock"))
        shutil.copyfile(anchor, folder / ANCHOR)
        (folder / RECOVERY).write_text(made.recovery.key, encoding="ascii")


def spring(session: Session, clock: DayClock, room: Path) -> None:
    """Two come, one is recorded; the visit is closed, opened again and closed."""
    for rule, value in ((Policy.LIST_DAYS, "7"), (Policy.PERSON_DAYS, "90"), (Policy.IDLE_MINUTES, "9")):
        set_policy(session, rule, value)
    (idle,) = [rule.event for rule in rules(session) if rule.name == Policy.IDLE_MINUTES]
    undo_rule(session, idle)
    remember(session, "belum-rekam", SheetColumns(sheet="", header_row=1, columns=()))
    listed(session, room, "lama.csv", LIST)
    visit = plan_visit(session, VILLAGE, day=DAY, lists=())
    confirm_day(session)
    open_desk(session, visit, letter="A")
    first, second = give_numbers(session, visit, letter="A", count=2)
    recording = served(session, first, YULIANA)
    clock.wait(200)
    set_all_complete(session, recording)
    finish(session, recording)
    end_ticket(session, second, Outcome.LEFT)
    close_visit(session, visit, proof=proved(session, visit))
    reopen_visit(session, visit, reason="satu nomor keliru", passphrase=WORDS)
    close_visit(session, visit, proof=proved(session, visit))


def summer(session: Session, clock: DayClock, room: Path) -> str:
    """What expired goes; users and lists change; the second visit is opened; give it."""
    for days in (50, *range(92, 101)):  # by an ADB's word; and the days that expiry waits
        clock.day = DAY + timedelta(days=days)
        clock.set(time(7, 30))
        begin_day(session, allow=True)
    noh, maria = (add_user(session, name, ["queue"]).id for name in ("Noh Contoh", "Maria Contoh"))
    change_user(session, noh, roles=["operator"])
    reset_passphrase(session, noh)
    remove_user(session, maria, reason="pindah")
    kept, wrong = listed(session, room, "daftar.csv", LIST + MORE), listed(session, room, "salah.csv", LIST)
    withdraw_list(session, wrong, reason="salah kecamatan")
    later = plan_visit(session, VILLAGE, day=SUMMER, lists=())
    postpone_visit(session, later, day=SUMMER + timedelta(days=7), reason="banjir")
    visit = plan_visit(session, VILLAGE, day=SUMMER, lists=(kept,))
    open_desk(session, visit, letter="A")
    count_sent_home(session, visit, 8)
    clock.wait(600)
    return visit


def meet(session: Session, elsewhere: Session, desk: Desk, other: Desk) -> None:
    """Two laptops name one person differently; what the other wrote arrives, and one name is chosen."""
    orpa, noh = (search(session, name)[0].person.id for name in ("orpa", "noh"))
    say_not_same(session, orpa, noh)
    say_same(session, noh, search(session, "welmince")[0].person.id)
    correct(session, orpa, "name", value="Orpa Contoh", ground="KK", passphrase=WORDS)
    correct(elsewhere, orpa, "name", value="Orpha Contoh", ground="KTP", passphrase=WORDS)
    desk.held_store().receive(all_events(other.held_store().connection))
    (found,) = contradictions(session)
    settle(session, found, found.versions[0].link)


def record(session: Session, clock: DayClock, visit: str) -> None:
    """Record somebody in two tries, by a signature taken here and an exception that is read."""
    set_policy(session, Policy.CAPTURE_SIGNATURE, CAPTURE)
    (ticket,) = give_numbers(session, visit, letter="A", purpose=Purpose.QUESTION)
    served(session, ticket, DAUD)
    recording = change_person(session, ticket, search(session, "orpa")[0].person.id)
    see_documents(session, recording)
    capture_signature(session, recording, SIGNED)
    less = Taken(ModalityState.EXCEPTED, 9, "jari luka", "Noh L.", fingers=(7,))
    set_modality(session, recording, Modality.FINGERS, less)
    write_note(session, recording, "datang dengan anaknya")
    set_all_complete(session, recording)
    clock.wait(240)
    finish(session, recording)
    accept_exceptions(session, visit, proof=proved(session, visit))
    wanted = Wanted(PaperKind.NAMES, visit)
    make_named(session, wanted, purpose="diperiksa", passphrase=WORDS)


def leave(session: Session, visit: str) -> None:
    """Every outcome there is, a group and two homes still to come, one erased, one number void."""
    set_policy(session, Policy.OUTSIDERS, REFUSE)
    named = [*give_numbers(session, visit, letter="A", count=len(Outcome) - 1)]
    for ticket, outcome in zip(named, [one for one in Outcome if one is not Outcome.RECORDED], strict=True):
        on = (SUMMER + timedelta(days=9)).isoformat() if outcome is Outcome.RESCHEDULED else ""
        end_ticket(session, ticket, outcome, text="alasan contoh", on=on)
    left, void, *_ = give_numbers(
        session, visit, letter="A", count=4, group=NewGroup("Dusun dua", "Pak Contoh")
    )
    set_purpose(session, left, Purpose.FETCH_CARD)
    prioritise(session, [left], Priority.ELDERLY)
    call(session, left, desk="A")
    skip(session, left, desk="A")
    come_back(session, left)
    person = identify_walk_in(session, left, WalkIn("Rahel Contoh", "P", birth="1991-01-02"))
    serve(session, left, desk="A")
    put_back(session, left, desk="A")
    void_ticket(session, void, text="kertas robek")
    for home in HOMES:
        ask_home(session, visit, home, letter="A")
    move_stop(session, visit, home_round(session, visit)[0].ticket, by=1)
    erase_person(session, person, ground=Ground.REQUEST, note="surat", passphrase=WORDS)
    note_backup(session, digest="0" * 64, size=1, place="USB")


def served(session: Session, ticket: str, who: WalkIn) -> str:
    """Call and serve a number, name who has it, and begin to record them."""
    call(session, ticket, desk="A")
    serve(session, ticket, desk="A")
    identify_walk_in(session, ticket, who)
    return begin(session, ticket, desk="A")


def listed(session: Session, room: Path, name: str, rows: str) -> str:
    """Import a list; give it."""
    (room / name).write_text(rows, encoding="utf-8")
    return import_list(session, [room / name], "belum-rekam", name=name, as_of=session.today).list_id


if __name__ == "__main__":
    make(VERSIONS / f"{VERSION:03d}")
