"""A real process killed in an act at each place between two writes: then opened, verified, gone on with."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from ektp_desk.desk.desk import Desk
from ektp_desk.desk.founding import charter_of, found
from ektp_desk.desk.keys.ring import key_under
from ektp_desk.desk.recovery import keys_of_page, reset_by_page
from ektp_desk.desk.sample.day import DayClock
from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.office.policies import Policy
from ektp_desk.domain.places import RegionCode
from ektp_desk.seal.age import open_sealed, seal
from ektp_desk.seal.slots.copies import NAMES, read_slots
from ektp_desk.seal.slots.opening import open_with_office
from ektp_desk.settings import Folders
from ektp_desk.store.opening import STORE
from ektp_desk.store.proof.rebuild import rebuild
from ektp_desk.store.proof.verify import verify_chain, verify_incarnations, verify_pages
from ektp_desk.usecases.admin.commands import add_user, set_policy
from ektp_desk.usecases.admin.queries import events_held, users
from ektp_desk.usecases.lists.commands import expire_lists, import_list, withdraw_list
from ektp_desk.usecases.lists.queries import lists
from ektp_desk.usecases.queue.commands import call_next, give_numbers, serve
from ektp_desk.usecases.recording.commands import WalkIn, identify_walk_in
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.visits.commands import confirm_day, open_desk, plan_visit
from tests.ageing import after, confirm_until, confirm_week
from tests.desk.dying import ACTS, NEW, Facts, act, page_beside
from tests.office.stage import LIST
from tests.offices import CHEAP, DAY, VILLAGE, WORDS

pytestmark = [
    pytest.mark.journey,
    pytest.mark.timeout(300),
    pytest.mark.skipif(sys.platform == "win32", reason="forks"),
]
SARI = "gula helm jalan kancil padi"
ADI = "kata sandi milik adi nenobais"
ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Facts:
    """Found an office with a second user, two lists, a third that is due, and a person met; close it."""
    folder = tmp_path_factory.mktemp("mati")
    here, clock = Folders(folder / "data", folder / "state"), DayClock(DAY, 480)
    charter = charter_of(RegionCode.parse("53.02"), sample=True)
    made = found(here, charter, user_name="Maria T.", passphrase=WORDS, clock=clock, cost=CHEAP)
    with Desk(here, clock=clock, cost=CHEAP) as desk:
        session = desk.sign_in(made.user, WORDS)
        adi = add_user(session, "Adi Contoh", ["operator"], passphrase=ADI).id
        sari = add_user(session, "Sari Contoh", ["adb"], passphrase=SARI).id
        set_policy(session, Policy.LIST_DAYS, "7")
        _list(session, folder / "daftar-3.csv", 3)
        expire_lists(confirm_until(session, 10))
        lists = [_list(session, folder / f"daftar-{at}.csv", at) for at in (1, 2)]
        withdraw_list(session, lists[1], reason="salah")
        visit = plan_visit(session, VILLAGE, day=DAY, lists=())
        confirm_day(session)
        open_desk(session, visit, letter="A")
        give_numbers(session, visit, letter="A")
        ticket = str(call_next(session, visit, desk="A"))
        serve(session, ticket, desk="A")
        confirm_week(after(session, 10))
        person = identify_walk_in(session, ticket, WalkIn("Daud Contoh", "L", birth="1990-01-02"))
    return Facts(
        data=str(here.data),
        state=str(here.state),
        root="",
        act="",
        user=made.user,
        other=adi,
        adb=sari,
        person=person,
        standing=lists[0],
        withdrawn=lists[1],
        page=" ".join(made.recovery.words),
    )


def _list(session: Session, path: Path, serial: int) -> str:
    path.write_text(LIST.replace("9001", f"900{serial}"), encoding="utf-8")
    return import_list(session, [path], "belum-rekam", name=path.stem, as_of=date(2019, 4, 1)).list_id


def killed_everywhere(office: Facts, name: str, root: Path) -> Iterator[tuple[int, Folders]]:
    """Kill the act at each of its places; give each folder, the last of a process that lived."""
    facts = replace(office, act=name, root=str(root))
    done = subprocess.run(
        [sys.executable, "-m", "tests.desk.dying", facts.as_argument()],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=250,
    )
    assert done.returncode == 0, done.stderr
    *names, lived = done.stdout.splitlines()
    assert len(names) + 1 == int(lived) > 4
    for number in range(1, int(lived) + 1):
        yield number, facts.place(number)


def opens(desk: Desk, user: str, passphrase: str) -> bool:
    """Whether somebody may sign in; nothing stays open."""
    try:
        desk.sign_in(user, passphrase)
    except EktpError as error:
        if error.code not in ("signin.wrong", "user.unknown", "user.removed", "slots.older"):
            raise
        return False
    finally:
        desk.sign_out()
    return True


def is_whole(desk: Desk) -> None:
    """Hold pages, chain, journals, rows and both slot copies against each other."""
    store = desk.held_store()
    assert verify_pages(store.connection) == []
    assert [*verify_chain(store.connection), *verify_incarnations(store.connection)] == []
    tables = ("users", "lists", "register", "people", "tickets", "erasures")
    rows = [store.connection.execute(f"SELECT * FROM {table} ORDER BY 1, 2").fetchall() for table in tables]
    rebuild(store)
    assert rows == [
        store.connection.execute(f"SELECT * FROM {table} ORDER BY 1, 2").fetchall() for table in tables
    ]
    first, second = ((desk.folders.data / name).read_bytes() for name in NAMES)
    assert first == second


def outcome(office: Facts, name: str, session: Session) -> str:
    """Say what the store holds of the act: the words are the same before and after a rebuild."""
    if name in ("withdraw", "bring back", "expire"):
        return " ".join(sorted(f"{one.name}:{one.state}" for one in lists(session)))
    if name == "erase":
        return str(events_held(session.store))
    if name == "demote":
        return " ".join(f"{user.name}:{' '.join(user.roles)}" for user in users(session))
    return " ".join(f"{user.name}:{user.state}" for user in users(session))


@pytest.mark.parametrize("name", [*ACTS, "page", "rekey"])
def test_an_act_killed_anywhere_is_done_or_not_and_goes_on(office: Facts, name: str, tmp_path: Path) -> None:
    outcomes: list[str] = []
    for number, folders in killed_everywhere(office, name, tmp_path):
        facts = replace(office, act=name, root=str(tmp_path))
        with Desk(folders, clock=DayClock(DAY, 480), cost=CHEAP) as desk:
            mine = NEW if name == "own" and opens(desk, office.user, NEW) else WORDS
            session = desk.sign_in(office.user, mine)
            assert desk.told == [], number
            is_whole(desk)
            outcomes.append(outcome(office, name, session))
            CHECKS.get(name, _nothing_more)(office, desk, session)
            desk.sign_out()
            if mine == WORDS and outcomes[-1] == outcomes[0] and name in AGAIN:
                act(facts, desk)
                assert outcome(office, name, desk.sign_in(office.user, WORDS)) != outcomes[0]
                is_whole(desk)
                CHECKS.get(name, _nothing_more)(office, desk, desk.sign_in(office.user, WORDS))
    assert len(set(outcomes)) <= 2
    assert outcomes == sorted(outcomes, key=outcomes.index), "done, and then undone by a later place"


def test_making_another_page_killed_anywhere_leaves_one_that_works(office: Facts, tmp_path: Path) -> None:
    worked: list[int] = []
    for number, folders in killed_everywhere(office, "another page", tmp_path):
        made = page_beside(folders)
        pages = [office.page, *([made.read_text()] if made.exists() else [])]
        with Desk(folders, clock=DayClock(DAY, 480), cost=CHEAP) as desk:
            desk.sign_in(office.user, WORDS)
            told, working = [news.code for news in desk.told], []
            is_whole(desk)
            desk.sign_out()
            for at, page in enumerate(pages):
                with suppress(EktpError):
                    reset_by_page(desk, keys_of_page(desk.slots, page), "Adi Contoh", cost=CHEAP)
                    working.append(at)
                desk.sign_out()
        assert len(working) == 1, number
        assert told in ([], ["recovery.make_anew"]), number
        worked += working
    assert worked == sorted(worked), "and it never goes back"
    assert set(worked) == {0, 1}


def _nothing_more(_office: Facts, _desk: Desk, _session: Session) -> None:
    """Nothing else may be half."""


def _who_is_out_stays_out(office: Facts, desk: Desk, session: Session) -> None:
    state = next(user.state for user in users(session) if user.id == office.other)
    desk.sign_out()
    assert not (opens(desk, office.other, ADI) and state == "removed")


def _a_former_key_opens_nothing(office: Facts, desk: Desk, session: Session) -> None:
    """Whoever signed in finished what was cut: who is out holds a key that fits no file."""
    held = read_slots(Path(office.data)).slots.unlock(office.other, ADI).store_keys
    is_out = office.other not in session.guard.holders()  # which comes before their event
    files = [path for path in desk.folders.data.iterdir() if path.name.endswith(STORE)]
    assert [key_under(path, held) is None for path in files] == [is_out] * len(files)
    assert desk.held_keys()[-len(held) :] == held
    assert list(desk.folders.data.glob("*.part*")) == []
    _who_is_out_stays_out(office, desk, session)


def _one_passphrase_opens(office: Facts, desk: Desk, _session: Session) -> None:
    """The old words or the new ones, never both and never none; then the slots of before open no more."""
    desk.sign_out()
    assert opens(desk, office.other, ADI) is not opens(desk, office.other, NEW)
    is_done, kept = opens(desk, office.other, NEW), desk.loaded
    desk.loaded = read_slots(Path(office.data))  # as if they lay here
    assert opens(desk, office.other, ADI) is not is_done
    desk.loaded = kept


def _an_own_one_opens(office: Facts, desk: Desk, _session: Session) -> None:
    desk.sign_out()
    assert opens(desk, office.user, WORDS) is not opens(desk, office.user, NEW)


def _a_former_adb_opens_nothing_new(office: Facts, desk: Desk, session: Session) -> None:
    """Each place leaves one key of the office, which who stays opens with all before it."""
    slots, before = desk.slots, read_slots(Path(office.data)).slots
    held, old = before.unlock(office.adb, SARI).office_secret, before.office_public
    mine = slots.unlock(office.user, WORDS).office_secret
    assert held
    assert mine
    sealed = session.files.seal(b"baru")
    assert open_sealed(sealed, mine) == b"baru"
    assert open_sealed(seal(b"lama", [old]), slots.office_secrets(mine)[-1]) == b"lama"
    assert open_with_office(slots, mine).store_key == desk.held_keys()[0]
    (sari,) = (user for user in users(session) if user.id == office.adb)
    is_adb = sari.state == "active" and "adb" in sari.roles
    assert is_adb or slots.office_public != old
    if slots.office_public != old:
        with pytest.raises(EktpError, match=r"^seal\.wrong_key$"):
            open_sealed(sealed, held)
        assert not session.guard.holders().get(office.adb, False)


AGAIN = ("withdraw", "bring back", "remove", "remove adb", "demote")
CHECKS: dict[str, Callable[[Facts, Desk, Session], None]] = {
    "remove": _who_is_out_stays_out,
    "rekey": _a_former_key_opens_nothing,
    "remove adb": _a_former_adb_opens_nothing_new,
    "demote": _a_former_adb_opens_nothing_new,
    "reset": _one_passphrase_opens,
    "own": _an_own_one_opens,
}
