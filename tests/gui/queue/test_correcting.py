"""Somebody who has an outcome that is wrong: what is asked, who signs, and where it goes on."""

from __future__ import annotations

from datetime import date

import pytest

from ektp_desk.domain.tickets import Outcome, TicketState
from ektp_desk.gui.kit.correcting import CorrectingPanel
from ektp_desk.usecases.admin.commands import add_user
from ektp_desk.usecases.people.queries import the_person
from ektp_desk.usecases.queue.queries import NumberedTicket, open_recording, the_ticket
from ektp_desk.usecases.recording.queries import corrections_to_read
from ektp_desk.usecases.shapes import Recording, Ticket
from ektp_desk.words.dates import digits_date
from tests.gui.queue.page import QueuePage
from tests.gui.worlds import World

pytestmark = pytest.mark.gui

NOH = "kata sandi milik noh contoh"


@pytest.fixture
def page(sample: World) -> QueuePage:
    """On the tab of who has an outcome."""
    page = QueuePage(sample)
    page.press("Ctrl+Tab")
    return page


def recorded(world: World, page: QueuePage, *, lately: bool = False) -> tuple[NumberedTicket, NumberedTicket]:
    """Two who were recorded, the first of them chosen; nobody else has all of the other one's name."""
    found = [each for each in page.context_facts().ended if each.outcome is Outcome.RECORDED]
    found.sort(key=lambda each: each.ended_place or 0, reverse=lately)
    one, other = found[0], max(found[1:], key=lambda each: len(each.name))
    page.view.workspace.finished.select_key(one.id)
    world.settle()
    return one, other


def now(world: World, ticket: Ticket) -> tuple[Ticket, Recording | None]:
    return world.tell(lambda session: (the_ticket(session, ticket.id), open_recording(session, ticket.id)))


def panel(page: QueuePage) -> CorrectingPanel:
    found = page.panel()
    assert isinstance(found, CorrectingPanel)
    return found


def test_the_wrong_person_is_put_right_before_a_second_one_and_recorded_anew(
    sample: World, page: QueuePage
) -> None:
    sample.tell(lambda session: add_user(session, "Noh Contoh", ["queue"], passphrase=NOH))
    one, other = recorded(sample, page)

    page.press("Ctrl+B", "1")
    page.type(other.name)
    page.press("Enter")
    assert panel(page).person.text() == other.name
    page.type("nama dipanggil mirip")
    page.press("Alt+S", "Down", "Tab")
    assert "Kata sandi Noh Contoh" in page.panel_words()
    page.type(NOH)
    page.press("Enter")

    assert page.asked() == []
    ticket, recording = now(sample, one)
    assert recording is not None
    assert (ticket.person, recording.person, ticket.reopened) == (other.person, other.person, 1)
    assert ticket.state in (TicketState.SERVING, TicketState.WAITING)
    assert page.told[-1].startswith(f"{one.number} dibuka lagi")
    assert sample.tell(lambda session: corrections_to_read(session, one.visit)) == ()


def test_another_outcome_is_chosen_on_the_board_and_read_by_a_supervisor(
    sample: World, page: QueuePage
) -> None:
    one, _other = recorded(sample, page)

    page.press("Ctrl+B", "3")
    assert page.asked() == ["ending"]
    page.press("T", "Enter")
    assert "Hasil yang benar: Tidak bersedia" in page.panel_words()
    page.press("Enter")
    assert panel(page).reason.refused is not None
    page.type("salah tekan")
    page.press("Tab", "Tab")
    page.type("bukan ini")
    page.press("Enter")
    assert panel(page).passphrase.refused is not None
    page.type(sample.passphrase)
    page.press("Enter")

    assert now(sample, one)[0].outcome is Outcome.REFUSED
    assert page.told[-1] == f"{one.number} dibetulkan."
    page.press("Ctrl+B")
    assert page.sees("correcting_rests")
    page.press("2")
    assert panel(page).wrong.value() is None, "nothing was recorded of who was refused"
    page.press("Esc")
    (waiting,) = sample.tell(lambda session: corrections_to_read(session, one.visit))
    assert (waiting.number, waiting.was, waiting.value) == (one.number, "recorded", "refused")


def test_nothing_is_written_before_it_is_said_what_is_wrong(sample: World, page: QueuePage) -> None:
    one, _other = recorded(sample, page)
    page.press("Ctrl+B", "Enter")
    assert "Pilih dahulu apa yang salah." in page.panel_words()
    page.press("1", "Enter")
    assert panel(page).person.refused is not None
    page.press("Esc")
    assert page.asked() == []
    assert now(sample, one)[0].reopened == 0


def test_who_ended_it_a_moment_ago_is_asked_for_no_passphrase(sample: World, page: QueuePage) -> None:
    one, other = recorded(sample, page, lately=True)
    page.press("Ctrl+B", "1")
    assert "Kata sandi" not in page.panel_words()
    page.type(other.name)
    page.press("Enter", "Enter")

    assert now(sample, one)[0].person == other.person
    assert sample.tell(lambda session: corrections_to_read(session, one.visit)) == ()


def test_who_stands_in_no_list_is_written_down_in_the_place_of_the_wrong_one(
    sample: World, page: QueuePage
) -> None:
    one, _other = recorded(sample, page, lately=True)
    page.press("Ctrl+B", "1")
    page.type("Dorkas Contoh")
    page.press("Ctrl+N")
    assert page.asked() == ["walk_in_question"]
    page.press("Enter")
    assert "Jenis kelamin" in page.panel_words()
    page.press("P", "Enter")
    assert page.asked() == ["correcting"]
    assert (panel(page).person.text(), page.focus().objectName()) == ("Dorkas Contoh", "correcting_reason")
    page.press("Enter")

    ticket, recording = now(sample, one)
    assert recording is not None
    assert (ticket.name, recording.person, ticket.reopened) == ("Dorkas Contoh", ticket.person, 1)


def test_a_new_one_who_is_like_somebody_known_is_asked_about_once(sample: World, page: QueuePage) -> None:
    one, other = recorded(sample, page, lately=True)
    person = sample.tell(lambda session: the_person(session, other.person or ""))
    page.press("Ctrl+B", "1")
    page.type(other.name)
    page.press("Ctrl+N", "Tab")
    page.type(digits_date(date.fromisoformat(person.birth)))
    page.press("Tab", person.sex, "Enter")
    assert f"Mirip {person.name}" in page.panel_words()
    page.press("Enter")
    assert page.asked() == ["correcting"]
    page.press("Esc")
    assert now(sample, one)[0].reopened == 0


def test_somebody_who_was_found_and_has_an_outcome_is_put_right_without_going_there(
    sample: World, page: QueuePage
) -> None:
    one, _other = recorded(sample, page)
    page.type(one.name)
    page.press("Ctrl+B")
    assert page.asked() == ["correcting"]
    page.press("Esc", "Enter")
    chosen = page.view.workspace.finished.selected_row()
    assert chosen is not None
    assert chosen.id == one.id
