"""What two laptops said without seeing each other stands side by side until somebody decides."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QSize, Qt

from ektp_desk.desk.sample.day import DayClock
from ektp_desk.domain.journal import bodies as b
from ektp_desk.domain.journal.events import Entity
from ektp_desk.gui.decisions.words import settled_about, settled_word
from ektp_desk.gui.work import Go
from ektp_desk.usecases.people.decisions import Settlement
from ektp_desk.usecases.people.queries import the_person
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.shapes import User
from ektp_desk.usecases.visits.commands import close_visit
from ektp_desk.usecases.visits.queries import open_visit
from ektp_desk.words.acts import IdNames
from tests.gui.decisions.page import DecisionsPage
from tests.gui.today.page import TodayPage
from tests.gui.worlds import World
from tests.offices import proved

pytestmark = pytest.mark.gui


def test_both_versions_stand_side_by_side_and_the_difference_is_marked_once(page: DecisionsPage) -> None:
    assert page.text("to_decide") == "2"
    assert page.text("question") == "Tanggal lahir: mana yang benar?"
    assert sorted(page.marked()) == [["Isi", "Dasar"], ["Isi", "Dasar"]]
    heard = " / ".join(page.versions())
    for words in ("13-03-2002", "Akta lahir", "14-03-2002", "laptop 01/a", "laptop 01/b-", "Maria T."):
        assert words in heard
    assert heard.count("Sebelumnya 12-03-2002") == 2


def test_a_digit_chooses_enter_decides_and_only_then_something_is_written(page: DecisionsPage) -> None:
    page.press("Return")
    assert page.text("to_decide") == "2"
    wanted = next(str(at) for at, words in enumerate(page.versions(), 1) if "13-03-2002" in words)

    page.press(wanted, "Return")

    assert page.text("to_decide") == "1"
    assert page.text("question") == "Apa hasil nomor ini?"
    assert page.world.tell(lambda session: the_person(session, "yuliana").birth) == "2002-03-13"
    assert page.settled()[0].startswith("Tanggal lahir: mana yang benar? 13-03-2002")


def test_a_decision_is_taken_back_and_stays_in_sight(page: DecisionsPage) -> None:
    page.press("1", "Return", "1", "Return")
    assert page.sees("nothing_to_decide")
    assert page.focus() == "settled_table"

    page.press("U")

    assert page.text("to_decide") == "1"
    assert [line.endswith("dibatalkan") for line in page.settled()] == [True, False]


def test_a_decision_says_whom_or_what_it_is_about_also_when_it_was_taken_back(page: DecisionsPage) -> None:
    page.press("1", "Return", "1", "Return")
    about = sorted(line.partition(" · diputuskan")[0] for line in page.settled_about())
    assert about == ["Nomor antrean · A001", "YULIANA TAMONOB"]

    page.press("U", "Down", "U")

    assert all(line.endswith("dibatalkan") for line in page.settled())
    assert sorted(line.partition(" · diputuskan")[0] for line in page.settled_about()) == about


def test_a_decision_of_whose_a_number_or_who_is_one_names_them() -> None:
    names = IdNames(people={"p1": "ORPA CONTOH", "p2": "YULIANA TAMONOB"})
    one = Settlement(
        Entity.TICKET, "v:A007", "ticket.person", "e", datetime(2019, 4, 2, tzinfo=UTC), "Maria T.",
        b.TicketIdentified(person="p1", sex="P", source="desk"), undone=False, person="p1", names=names,
    )  # fmt: skip
    pair = replace(one, entity=Entity.PAIR, entity_id="p1~p2", slot="pair.verdict", person="p1")

    assert settled_word(one) == "Milik siapa nomor ini? ORPA CONTOH"
    assert settled_about(one).startswith("Nomor antrean · A007 · ORPA CONTOH · diputuskan")
    assert settled_about(pair).startswith("ORPA CONTOH dan YULIANA TAMONOB · diputuskan")


def test_who_may_not_decide_sees_both_and_is_offered_nothing(torn: World) -> None:
    torn.work.session = replace(torn.work.session, user=with_roles(torn.work.session, "operator"))
    page = DecisionsPage(torn)
    page.come()

    assert len(page.versions()) == 2
    assert not page.sees("settle")
    page.press("1", "Return")
    assert page.text("to_decide") == "2"


def with_roles(session: Session, roles: str) -> User:
    return User(session.user.id, session.user.name, roles)


def test_a_chosen_version_keeps_its_number_and_the_way_back_is_printed(page: DecisionsPage) -> None:
    assert page.sees("decisions_back")
    page.press("2")
    assert [words.partition(":")[0] for words in page.versions()] == ["Versi 1", "Versi 2 · dipilih"]

    page.press("1", "Return", "1", "Return")
    assert page.sees("decisions_leave")
    page.press("Esc")
    assert page.asked == [Go("today")]


def test_when_nothing_waits_what_was_decided_has_the_room(torn: World) -> None:
    page = DecisionsPage(torn, size=QSize(1020, 517))
    page.come()
    page.press("1", "Return")
    before = page.view.history.height()
    page.press("1", "Return")
    assert page.view.history.height() >= before + 3 * 46
    page.press("U")
    assert page.view.history.height() == before


def test_the_first_screen_says_how_many_wait_and_leads_there(torn: World) -> None:
    torn.take_visit()
    today = TodayPage(torn)
    today.come()
    place = next(at for at, line in enumerate(today.concerns()) if "2 hal perlu diputuskan" in line)

    today.press(Qt.Key(Qt.Key.Key_1 + place))

    assert today.asked == [Go("decisions")]


def close_the_day(world: World) -> None:
    """Close the open visit, and let a night pass: F1 has no visit to show."""
    visit = world.tell(open_visit)
    assert visit is not None
    assert isinstance(world.clock, DayClock)
    world.tell(lambda session: close_visit(session, visit.id, proof=proved(session, visit.id)))
    world.clock.wait(24 * 3600)


def test_without_a_visit_the_first_screen_leads_there_too(torn: World) -> None:
    close_the_day(torn)
    today = TodayPage(torn)
    assert "2 hal perlu diputuskan" in today.buttons()

    today.press(Qt.Key.Key_Q)
    today.click("to_decisions")

    assert today.asked == [Go("decisions")] * 2


def test_where_nothing_waits_the_first_screen_offers_nothing_to_decide(page: DecisionsPage) -> None:
    page.press("1", "Return", "1", "Return")
    close_the_day(page.world)
    today = TodayPage(page.world)

    today.press(Qt.Key.Key_Q)

    assert not today.sees("to_decisions")
    assert today.asked == []
